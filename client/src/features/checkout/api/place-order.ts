import { answer, payment, type Order } from "@/lib/api-client";
import type { Wanted } from "../model/submission";
import { orderBody } from "./order-body";

/** The same key and lines return the same order, however often they are sent. */
export function placeOrder(wanted: Wanted): Promise<Order> {
  const params = { header: { "Idempotency-Key": wanted.key } };
  return answer(payment.POST("/orders", { params, body: orderBody(wanted) }));
}
