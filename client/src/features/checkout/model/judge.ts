import type { Order } from "@/lib/api-client";
import { formErrors } from "@/lib/form-errors";
import { asProblem, type Problem } from "@/lib/problem";
import { byBuyer, type Attempt } from "./attempt";

/**
 * What an answer says about an attempt. `fence`: this request was refused, but an earlier one may still arrive, so only
 * an abandon decides.
 */
export type Verdict =
  | { kind: "placed"; order: Order }
  | { kind: "ended"; why: string; ofQuantity: boolean; order?: Order }
  | { kind: "fence"; why: string }
  | { kind: "unknown" };

/** `attempt.sends` counts the request that is judged. */
export function judgeOrder({ sends }: Attempt, answer: Order | Problem): Verdict {
  if (!(answer instanceof Error)) return judgeFound(answer);
  if (!isRefusal(answer)) return { kind: "unknown" };
  const { why, ofQuantity } = refusal(answer);
  return sends > 1 && answer.code !== "idempotency_key_reused"
    ? { kind: "fence", why }
    : { kind: "ended", why, ofQuantity };
}

/** A body that is refused as invalid was never an order; nothing else but an order ends it. */
export function judgeAbandon({ givenUp }: Attempt, answer: Order | Problem): Verdict {
  if (!(answer instanceof Error)) {
    const verdict = judgeFound(answer);
    return verdict.kind === "ended" && answer.status === "cancelled"
      ? { ...verdict, why: givenUp ?? verdict.why }
      : verdict;
  }
  return answer.status === 422 ? { kind: "ended", ...refusal(answer) } : { kind: "unknown" };
}

function judgeFound(order: Order): Verdict {
  if (order.status !== "rejected" && order.status !== "cancelled") return { kind: "placed", order };
  const why = (order.reason && explained[order.reason]) ?? "It did not go through.";
  return { kind: "ended", why, ofQuantity: false, order };
}

// Refused without having been looked at: another try may well be taken.
const tooSoon = [408, 425, 429];

function isRefusal({ status, code }: Problem): boolean {
  return status >= 400 && status < 500 && !tooSoon.includes(status) && code !== "unknown";
}

const explained: Partial<Record<string, string>> = {
  product_not_found: "This is no longer sold.",
  product_deleted: "This is no longer sold.",
  sold_out: "This sold out a moment ago.",
  insufficient_stock: "Fewer are left than you want.",
  cancelled_by_buyer: byBuyer,
  idempotency_key_reused: "You ordered another quantity of it in another tab; see My orders.",
};

/** A 422 about the quantity belongs to the quantity's field; the rest is said beside the line. */
function refusal(error: Problem): { why: string; ofQuantity: boolean } {
  const { fields, form } = formErrors(error, (field) => field === "quantity");
  const why = explained[error.code] ?? fields.quantity ?? form ?? error.message;
  return { why, ofQuantity: fields.quantity !== undefined };
}

/** The answer of a call, whether it came or was thrown. */
export async function answerOf(call: Promise<Order>): Promise<Order | Problem> {
  try {
    return await call;
  } catch (error) {
    return asProblem(error);
  }
}
