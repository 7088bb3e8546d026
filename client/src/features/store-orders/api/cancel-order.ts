import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, payment } from "@/lib/api-client";
import { orderQuery } from "@/lib/live-order";
import { ordersKey } from "./list-orders";

export function useCancelOrder(pk: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answer(
        payment.POST("/orders/{pk}/cancel", {
          params: { path: { pk } },
          body: { reason: "cancelled_by_store" },
        }),
      ),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries(orderQuery(pk)),
        queryClient.invalidateQueries({ queryKey: [ordersKey] }),
      ]),
  });
}
