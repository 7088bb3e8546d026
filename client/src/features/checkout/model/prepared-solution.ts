import type { CartLine } from "@/lib/cart-line";
import { shopNow } from "@/lib/shop-clock";
import { getChallenge } from "../api/get-challenge";
import { expiryOf, solveChallenge } from "./solve-challenge";

type Prepared = { challenge: string; solution: Promise<string | undefined> };

const leastLeft = 15_000;
let prepared: Prepared | undefined;

/** Solves what an order of these lines would need, while the buyer is still reading. Failures show when the order is sent. */
export async function prepareSolution(lines: CartLine[]): Promise<void> {
  const challenge = await getChallenge(lines).catch(() => null);
  if (challenge !== null)
    prepared = { challenge, solution: solveChallenge(challenge).catch(() => undefined) };
}

/** Once: a solution is good for one order. */
export async function takeSolution(): Promise<string | undefined> {
  const taken = prepared;
  prepared = undefined;
  return taken && expiryOf(taken.challenge) - shopNow() > leastLeft ? taken.solution : undefined;
}
