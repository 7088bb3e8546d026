import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, payment } from "@/lib/api-client";
import { orderQuery } from "@/lib/live-order";
import { asProblem } from "@/lib/problem";

/** Repeating it is safe: an order that is cancelled already is the same answer. */
export function useCancelOrder(pk: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => answer(payment.POST("/orders/{pk}/cancel", { params: { path: { pk } } })),
    // The answer masks the customer, who may be known whole.
    onSuccess: (order) =>
      queryClient.setQueryData(orderQuery(pk).queryKey, (known) => ({
        ...order,
        customer: known?.customer ?? order.customer,
      })),
    // The order may have been paid, or the answer was lost.
    onError: () => queryClient.invalidateQueries(orderQuery(pk)),
  });
}

export function whyNotCancelled(error: unknown): string {
  const problem = asProblem(error);
  if (problem.code === "already_paid") return "It was paid a moment ago, so it can no longer be cancelled.";
  if (problem.isOutage)
    return "The shop has not answered, so the order may be cancelled or not. Try again; that is safe.";
  return problem.message;
}
