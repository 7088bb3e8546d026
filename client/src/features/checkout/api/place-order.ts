import { answer, payment, type Order } from "@/lib/api-client";
import type { Wanted } from "../model/attempt";

/** The same key and body answer the same order, however often they are sent. */
export function placeOrder({ id, quantity, key }: Wanted): Promise<Order> {
  return answer(
    payment.POST("/orders", { params: { header: { "Idempotency-Key": key } }, body: { id, quantity } }),
  );
}
