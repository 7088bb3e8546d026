import type { Order } from "@/lib/api-client";
import { asProblem, type Problem } from "@/lib/problem";
import { refusalOf, refusalOfOrder, type Refusal } from "./refusal";
import type { Submission } from "./submission";

/**
 * What an answer means for a submission. `fence`: this request was refused, but an earlier one may still arrive, so only
 * an abandon decides.
 */
export type Outcome =
  | { kind: "placed"; order: Order }
  | { kind: "ended"; refusal: Refusal; order?: Order }
  | { kind: "fence"; why: string }
  | { kind: "unknown" };

/** `submission.sends` includes this request. */
export function outcomeOfOrder(submission: Submission, answer: Order | Problem): Outcome {
  if (!(answer instanceof Error)) return outcomeOfFound(answer);
  if (!isRefusal(answer)) return { kind: "unknown" };
  const refusal = refusalOf(answer, submission);
  return submission.sends > 1 && answer.code !== "idempotency_key_reused"
    ? { kind: "fence", why: refusal.why ?? answer.message }
    : { kind: "ended", refusal };
}

/** An invalid body was never an order. Otherwise only an order ends the submission. */
export function outcomeOfAbandon(submission: Submission, answer: Order | Problem): Outcome {
  if (answer instanceof Error) {
    return answer.status === 422
      ? { kind: "ended", refusal: refusalOf(answer, submission) }
      : { kind: "unknown" };
  }
  const outcome = outcomeOfFound(answer);
  if (outcome.kind !== "ended" || answer.status !== "cancelled" || submission.givenUp === null)
    return outcome;
  return { ...outcome, refusal: { ...outcome.refusal, why: submission.givenUp } };
}

function outcomeOfFound(order: Order): Outcome {
  return order.status === "rejected" || order.status === "cancelled"
    ? { kind: "ended", refusal: refusalOfOrder(order), order }
    : { kind: "placed", order };
}

function isRefusal({ status, code, isTooSoon }: Problem): boolean {
  return status >= 400 && status < 500 && !isTooSoon && code !== "unknown";
}

/** The answer of a call, or its failure. */
export async function answerOf(call: Promise<Order>): Promise<Order | Problem> {
  try {
    return await call;
  } catch (error) {
    return asProblem(error);
  }
}
