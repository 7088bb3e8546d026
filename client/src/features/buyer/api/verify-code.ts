import { answer, payment } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { waitWords } from "../model/wait-words";

/** Not a mutation: its 403 means "wrong code" and must not be taken for an expired sign-in of the store. */
export function verifyCode(email: string, code: string) {
  return answer(payment.POST("/buyers/verify", { body: { email, code } }));
}

/** One sentence for a wrong code, one that was used and one that has expired: the shop does not say which it is. */
export function whyNotVerified(error: unknown): string {
  const { status, message, retryAfter } = asProblem(error);
  if (status === 403) return "This code is not correct, or it has expired. Check it, or send a new one.";
  if (status === 422) return "Enter the six digits of the code.";
  if (status === 429) return `Too many attempts. ${waitWords(retryAfter)}`;
  return message;
}
