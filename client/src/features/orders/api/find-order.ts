import { answer, payment, type Order } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";

export type OrderLookup = { number: string; email: string };

/** Any browser finds an order by what only its buyer knows. */
export function findOrder({ number, email }: OrderLookup): Promise<Order> {
  return answer(payment.POST("/orders/find", { body: { number, email } }));
}

/** One sentence for a wrong number and a wrong e-mail: nobody learns which of them exists. */
export function whyNotFound(error: unknown): string {
  const { status, message, retryAfter } = asProblem(error);
  if (status === 404 || status === 422) return "No order has this number and this e-mail address.";
  if (status !== 429) return message;
  const wait = retryAfter ?? 60;
  return `Too many tries. Try again in ${wait} ${wait === 1 ? "second" : "seconds"}.`;
}
