import { useQueryClient } from "@tanstack/react-query";
import type { Order } from "@/lib/api-client";
import type { StreamState } from "@/lib/events/event-hub";
import { useEventStream } from "@/lib/events/use-event-stream";
import { newer } from "@/lib/order";
import { orderQuery } from "./get-order";

const events = ["order"] as const;

export function useOrderEvents(pk: string): StreamState {
  const queryClient = useQueryClient();
  return useEventStream(`/api/payment/orders/${encodeURIComponent(pk)}/events`, events, (_, data) => {
    queryClient.setQueryData(orderQuery(pk).queryKey, (known) => newer(known, data as Order));
  });
}
