import { answer, payment, type Order } from "@/lib/api-client";
import type { CartLine } from "@/lib/cart-line";

/** Cancels the order of this key, unless it is there already: answers the order as it is. After that it cannot be placed. */
export function abandonOrder({ id, quantity, key }: CartLine): Promise<Order> {
  return answer(
    payment.POST("/orders/abandon", {
      params: { header: { "Idempotency-Key": key } },
      body: { id, quantity },
    }),
  );
}
