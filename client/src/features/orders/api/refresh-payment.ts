import { answer, payment } from "@/lib/api-client";

/** The provider is asked at once whether the order is paid; without this it is asked a little later. */
export async function refreshPayment(pk: string): Promise<void> {
  await answer(payment.POST("/orders/{pk}/payment/refresh", { params: { path: { pk } } }));
}
