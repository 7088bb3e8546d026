import { answer, payment, type Order } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import type { Wanted } from "../model/submission";
import { takeSolution } from "../model/prepared-solution";
import { orderBody } from "./order-body";

/**
 * The same key and lines return the same order, however often they are sent. An order that is refused for a challenge was not
 * placed, so it is sent again with the solution.
 */
export async function placeOrder(wanted: Wanted): Promise<Order> {
  const prepared = await takeSolution();
  try {
    return await send(wanted, prepared);
  } catch (error) {
    const { challenge } = asProblem(error);
    if (!challenge) throw error;
    const { solveChallenge } = await import("../model/solve-challenge");
    const solution = await solveChallenge(challenge).catch(() => undefined);
    if (!solution) throw error;
    return await send(wanted, solution);
  }
}

function send(wanted: Wanted, solution: string | undefined): Promise<Order> {
  const header = { "Idempotency-Key": wanted.key, ...(solution && { "Challenge-Solution": solution }) };
  return answer(payment.POST("/orders", { params: { header }, body: orderBody(wanted) }));
}
