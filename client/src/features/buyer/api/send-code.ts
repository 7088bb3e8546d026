import { answer, payment } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { waitWords } from "../model/wait-words";

/** The answer is the same whether the shop knows the address or not. */
export function sendCode(email: string): Promise<unknown> {
  return answer(payment.POST("/buyers", { body: { email } }));
}

export function whyNotSent(error: unknown): string {
  const { status, message, retryAfter } = asProblem(error);
  if (status === 422) return "Enter an e-mail address like name@example.com.";
  if (status === 429) return `Too many codes were sent. ${waitWords(retryAfter)}`;
  return message;
}
