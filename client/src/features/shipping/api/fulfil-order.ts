import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, payment, type Order } from "@/lib/api-client";
import { orderQuery } from "@/lib/live-order";
import { toShipKey } from "./list-to-ship";

export type Fulfilling = { state: "open" | "packed" | "shipped"; tracking?: string };

/** Packs or ships an order. The same again changes nothing, so an unknown outcome is repeated. */
export function useFulfilOrder(pk: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Fulfilling): Promise<Order> =>
      answer(payment.PUT("/orders/{pk}/fulfilment", { params: { path: { pk } }, body })),
    onSuccess: (order) => queryClient.setQueryData(orderQuery(pk).queryKey, order),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [toShipKey] }),
  });
}
