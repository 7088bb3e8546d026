import { answer, payment } from "@/lib/api-client";
import type { RefundRequest } from "../model/refund-request";

export function refundOrder({ pk, key, body }: RefundRequest) {
  return answer(
    payment.POST("/orders/{pk}/refunds", {
      params: { path: { pk }, header: { "Idempotency-Key": key } },
      body,
    }),
  );
}
