import { answer, payment } from "@/lib/api-client";
import type { CartLine } from "@/lib/cart-line";

/** What an order of these lines needs solved now; null: nothing. */
export async function getChallenge(lines: CartLine[]): Promise<string | null> {
  const body = { lines: lines.map(({ id, quantity }) => ({ id, quantity })) };
  return (await answer(payment.POST("/challenges", { body }))).challenge;
}
