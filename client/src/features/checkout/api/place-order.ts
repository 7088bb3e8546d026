import { answer, payment, type Order } from "@/lib/api-client";

/** The same key and body answer the same order, however often they are sent. */
export function placeOrder(id: string, quantity: number, key: string): Promise<Order> {
  return answer(
    payment.POST("/orders", { params: { header: { "Idempotency-Key": key } }, body: { id, quantity } }),
  );
}
