import { useQuery, useQueryClient } from "@tanstack/react-query";
import { buyerQuery } from "@/features/buyer/api/get-buyer";
import { buyerOrdersQuery } from "@/features/buyer/api/list-orders";
import { useMyOrders } from "@/features/orders/hooks/use-my-orders";

/**
 * The orders that this browser placed and, of a buyer who has signed in, those of every device; newest first. `signedIn`:
 * undefined while unknown. `ofBuyer`: how many came from the buyer's list; undefined without one.
 */
export function useAllMyOrders() {
  const queryClient = useQueryClient();
  const placedHere = useMyOrders((orders) => orders.pks);
  const buyer = useQuery(buyerQuery());
  const signedIn = buyer.data?.signed_in;
  const list = useQuery({
    ...buyerOrdersQuery(queryClient, buyer.data?.email ?? ""),
    enabled: signedIn === true,
  });
  const ofBuyer = signedIn ? list.data : undefined;
  // A pk begins with the time. Those of this browser keep the order that they have.
  const pks = ofBuyer?.length ? [...new Set([...placedHere, ...ofBuyer])].sort().reverse() : placedHere;
  return { pks, signedIn, ofBuyer: ofBuyer?.length, missing: missingOf(signedIn, buyer, list) };
}

type Read = Pick<
  ReturnType<typeof useQuery>,
  "data" | "error" | "errorUpdateCount" | "isFetching" | "refetch"
>;

/** What has not been read, without which there may be more orders. `hasFailed` stays while it is tried again. */
function missingOf(signedIn: boolean | undefined, buyer: Read, list: Read) {
  if (signedIn === false || (signedIn && list.data !== undefined)) return undefined;
  const { error, errorUpdateCount, isFetching, refetch } = signedIn ? list : buyer;
  return { error, hasFailed: errorUpdateCount > 0, isFetching, retry: () => void refetch() };
}
