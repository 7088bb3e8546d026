import { answer, payment, type Order } from "@/lib/api-client";
import type { Wanted } from "../model/attempt";

/** Cancels the order of this key, unless it is there already: answers the order as it is. After that it cannot be placed. */
export function abandonOrder({ id, quantity, key }: Wanted): Promise<Order> {
  return answer(
    payment.POST("/orders/abandon", {
      params: { header: { "Idempotency-Key": key } },
      body: { id, quantity },
    }),
  );
}
