import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, payment, type Order } from "./api-client";
import { useEventStream } from "./events/use-event-stream";
import { mayChange, newer } from "./order";
import { pollInterval } from "./query-client";

const events = ["order"] as const;
const pollEvery = 1_500;

export function orderQuery(pk: string) {
  return queryOptions({
    queryKey: ["order", pk],
    queryFn: ({ signal }) => answer(payment.GET("/orders/{pk}", { params: { path: { pk } }, signal })),
    structuralSharing: (known, received) => newer(known as Order | undefined, received as Order),
  });
}

/** An order as it moves: pushed by the server, polled while there is no push and it can still change. */
export function useLiveOrder(pk: string) {
  const queryClient = useQueryClient();
  const path = `/api/payment/orders/${encodeURIComponent(pk)}/events`;
  const stream = useEventStream(path, events, (_, data) => {
    // An event has no customer: it is made once for all who watch.
    queryClient.setQueryData(orderQuery(pk).queryKey, (known) =>
      newer(known, { ...(data as Order), customer: known?.customer ?? null }),
    );
  });
  const query = useQuery({
    ...orderQuery(pk),
    refetchInterval: ({ state: { data, error } }) =>
      pollInterval(error, stream !== "live" && data !== undefined && mayChange(data) && pollEvery),
  });
  return { ...query, stream };
}
