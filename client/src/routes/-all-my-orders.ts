import { useQuery, useQueryClient } from "@tanstack/react-query";
import { buyerQuery } from "@/features/buyer/api/get-buyer";
import { buyerOrdersQuery } from "@/features/buyer/api/list-orders";
import { useMyOrders } from "@/features/orders/hooks/use-my-orders";

/** The orders that this browser placed and, of a buyer who has signed in, those of every device; newest first. */
export function useAllMyOrders() {
  const queryClient = useQueryClient();
  const placedHere = useMyOrders((orders) => orders.pks);
  const { data: buyer } = useQuery(buyerQuery());
  const signedIn = buyer?.signed_in ?? false;
  const { data: ofBuyer, isLoading } = useQuery({ ...buyerOrdersQuery(queryClient), enabled: signedIn });
  // A pk begins with the time. Those of this browser keep the order that they have.
  const pks =
    signedIn && ofBuyer?.length ? [...new Set([...placedHere, ...ofBuyer])].sort().reverse() : placedHere;
  return { pks, signedIn, isLoading };
}
