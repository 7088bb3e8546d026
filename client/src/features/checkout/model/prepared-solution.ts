import { shopNow } from "@/lib/shop-clock";

type Prepared = { challenge: string; solution: Promise<string | undefined> };

const leastLeft = 15_000;
let prepared: Prepared | undefined;

export function keepSolution(next: Prepared): void {
  prepared = next;
}

/** Once: a solution is good for one order. */
export async function takeSolution(): Promise<string | undefined> {
  const taken = prepared;
  prepared = undefined;
  return taken && expiryOf(taken.challenge) - shopNow() > leastLeft ? taken.solution : undefined;
}

/** "expires.work.nonce.prefix.signature" */
function expiryOf(challenge: string): number {
  return Number(challenge.split(".")[0]);
}
