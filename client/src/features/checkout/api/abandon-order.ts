import { answer, payment, type Order } from "@/lib/api-client";
import type { Wanted } from "../model/submission";
import { orderBody } from "./order-body";

/** Cancels the order of this key, unless it was placed. Returns the order. After that the key cannot place one. */
export function abandonOrder(wanted: Wanted): Promise<Order> {
  const params = { header: { "Idempotency-Key": wanted.key } };
  return answer(payment.POST("/orders/abandon", { params, body: orderBody(wanted) }));
}
