import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, payment, type Order } from "@/lib/api-client";
import { orderQuery } from "@/lib/live-order";
import { ordersKey } from "./list-orders";

export function useEraseCustomer(pk: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => answer(payment.DELETE("/orders/{pk}/customer", { params: { path: { pk } } })),
    onSuccess: () => {
      queryClient.setQueryData(
        orderQuery(pk).queryKey,
        (order: Order | undefined) => order && { ...order, customer: null },
      );
      return queryClient.invalidateQueries({ queryKey: [ordersKey] });
    },
  });
}
