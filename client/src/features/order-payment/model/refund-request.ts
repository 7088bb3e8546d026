import type { components } from "@/lib/api-types/payment";
import type { Problem } from "@/lib/problem";

export type NewRefund = components["schemas"]["NewRefund"];

/**
 * A refund as it was sent, stored until its outcome is known. An order has at most one, so that no other refund begins while
 * this one may have been recorded. `amount`: what the store saw. `sentAt`: milliseconds since 1970. `unknown`: a request has
 * ended without an outcome.
 */
export type RefundRequest = {
  pk: string;
  key: string;
  body: NewRefund;
  amount: number;
  sentAt: number;
  unknown: boolean;
};

const retryTime = 10 * 60_000;

/** Whether to repeat it without asking. Setting the clock back does not extend the time. */
export function repeatsByItself({ sentAt }: RefundRequest, now: number): boolean {
  return now >= sentAt && now - sentAt < retryTime;
}

/** Whether the answer leaves open if the refund was recorded. A repeat that did not reach the service says nothing of the first. */
export function leavesUnknown({ isOutage, isTooSoon, status }: Problem, { unknown }: RefundRequest): boolean {
  return isOutage || (unknown && (isTooSoon || status === 401 || status === 403));
}

export function parseRefund(text: string | null): RefundRequest | undefined {
  try {
    const kept: unknown = JSON.parse(text ?? "");
    return isRefundRequest(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isRefundRequest(kept: unknown): kept is RefundRequest {
  if (typeof kept !== "object" || kept === null) return false;
  const { pk, key, body, amount, sentAt, unknown } = kept as Record<string, unknown>;
  return (
    [pk, key].every((text) => typeof text === "string" && text !== "") &&
    [amount, sentAt].every((number) => typeof number === "number") &&
    typeof unknown === "boolean" &&
    typeof body === "object" &&
    body !== null
  );
}
