import type { QueryClient } from "@tanstack/react-query";
import { answer, payment } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { waitWords } from "../model/wait-words";
import { buyerQuery } from "./get-buyer";

/** Not a mutation: its 403 means "wrong code" and must not be taken for an expired sign-in of the store. */
export function verifyCode(email: string, code: string) {
  return answer(payment.POST("/buyers/verify", { body: { email, code } }));
}

/** Asks the shop now. Without an answer: no. */
export async function isSignedIn(queryClient: QueryClient): Promise<boolean> {
  try {
    const buyer = await queryClient.fetchQuery({ ...buyerQuery(), staleTime: 0 });
    return buyer.signed_in;
  } catch {
    return false;
  }
}

/**
 * One sentence for a wrong code, one that was used and one that has expired: the shop does not say which it is. `wasLost`: an
 * earlier answer for the code was lost, or this one was, so the code may have been used.
 */
export function whyNotVerified(error: unknown, wasLost: boolean): string {
  const { status, code, message, retryAfter } = asProblem(error);
  if (code === "wrong_code" && wasLost)
    return "This code was used, is not correct or has expired. If you are not signed in now, send a new code.";
  if (code === "wrong_code")
    return "This code is not correct, or it has expired. Check it, or send a new one.";
  if (code === "other_origin")
    return "Nobody can sign in at this address: the shop takes it for another one than its own. Please tell the store.";
  if (status === 422) return "Enter the six digits of the code.";
  if (status === 429) return `Too many attempts. ${waitWords(retryAfter)}`;
  return wasLost ? `${message} If you are not signed in now, send a new code.` : message;
}
