import { answer, payment, type Order } from "@/lib/api-client";
import type { CartLine } from "@/lib/cart-line";

/** The same key and body answer the same order, however often they are sent. */
export function placeOrder({ id, quantity, key }: CartLine): Promise<Order> {
  return answer(
    payment.POST("/orders", { params: { header: { "Idempotency-Key": key } }, body: { id, quantity } }),
  );
}
