import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Order } from "@/lib/api-client";
import { recoveryInterval } from "@/lib/query-client";
import { useEventStream } from "@/lib/events/use-event-stream";
import { orderPathQuery } from "../api/get-order";

const pollEvery = 2_000;

/** The order as it goes its way: pushed, and asked for while there is no push. */
export function useOrderPath(pk: string) {
  const queryClient = useQueryClient();
  const stream = useEventStream(`/api/payment/orders/${pk}/events`, ["order"], (_, data) => {
    queryClient.setQueryData(orderPathQuery(pk).queryKey, data as Order);
  });
  const query = useQuery({
    ...orderPathQuery(pk),
    refetchInterval: ({ state }) =>
      state.status === "success" && stream !== "live" ? pollEvery : recoveryInterval(state.error),
  });
  return { ...query, stream };
}
