import type { CartLine } from "@/lib/cart-line";
import { getChallenge } from "../api/get-challenge";
import { keepSolution } from "./prepared-solution";
import { solveChallenge } from "./solve-challenge";

/** Solves what an order of these lines would need, while the buyer is still reading. Failures show when the order is sent. */
export async function prepareSolution(lines: CartLine[]): Promise<void> {
  const challenge = await getChallenge(lines).catch(() => null);
  if (challenge !== null)
    keepSolution({ challenge, solution: solveChallenge(challenge).catch(() => undefined) });
}
