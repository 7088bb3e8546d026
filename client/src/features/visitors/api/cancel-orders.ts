import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, payment } from "@/lib/api-client";
import { visitorsKey, type VisitorKind } from "./list-visitors";

export type Visitor = { by: VisitorKind; value: string };
export type Cancelled = { cancelled: number; paid: number };

/** Cancels every open order of a visitor, however many. The same again changes nothing. */
export async function cancelOrders({ by, value }: Visitor): Promise<Cancelled> {
  const sum = { cancelled: 0, paid: 0 };
  for (;;) {
    const part = await answer(payment.POST("/visitors/cancel", { body: { by, value } }));
    sum.cancelled += part.cancelled;
    sum.paid += part.paid;
    if (part.left === 0 || part.cancelled === 0) return sum;
  }
}

export function useCancelOrders() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: cancelOrders,
    onSettled: () => queryClient.invalidateQueries({ queryKey: [visitorsKey] }),
  });
}
