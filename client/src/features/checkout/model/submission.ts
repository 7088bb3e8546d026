import type { NewCustomer } from "@/lib/api-client";
import { isCartLine, type CartLine } from "@/lib/cart-line";

/**
 * An order as it was sent, stored until its outcome is known. `key`: its idempotency key. `agreed`: the amount that the
 * buyer saw. Times are milliseconds since 1970.
 */
export type Submission = {
  key: string;
  lines: CartLine[];
  /** Null in one that an earlier version of the shop stored. */
  customer: NewCustomer | null;
  agreed: number;
  /** How often it was sent, by any tab. */
  sends: number;
  /** A request has ended without an outcome. */
  unknown: boolean;
  /** Until then it is retried without asking the buyer. */
  askUntil: number;
  /** Cancelled: from then on only POST /orders/abandon is sent. The sentence says why. */
  givenUp: string | null;
};

export type Wanted = Pick<Submission, "key" | "lines" | "customer" | "agreed">;

/** Why a submission was cancelled when its buyer did it. */
export const cancelledByBuyer = "You cancelled it.";

export const retryTime = 10 * 60_000;

export function newSubmission({ key, lines, customer, agreed }: Wanted, now: number): Submission {
  const askUntil = now + retryTime;
  return { key, lines, customer, agreed, sends: 0, unknown: false, askUntil, givenUp: null };
}

/** Whether to retry without asking the buyer. Setting the clock back does not extend the time. */
export function retriesByItself({ askUntil, givenUp }: Submission, now: number): boolean {
  const left = askUntil - now;
  return givenUp !== null || (left > 0 && left <= retryTime);
}

export function parseSubmission(text: string | null): Submission | undefined {
  try {
    const kept = ofThisVersion(JSON.parse(text ?? ""));
    return isSubmission(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Earlier, a submission was one line, which had the key. */
function ofThisVersion(kept: unknown): unknown {
  if (typeof kept !== "object" || kept === null || !("wanted" in kept)) return kept;
  const { wanted, ...rest } = kept;
  return { key: (wanted as { key?: unknown } | null)?.key, lines: [wanted], customer: null, ...rest };
}

function isSubmission(value: unknown): value is Submission {
  if (typeof value !== "object" || value === null) return false;
  const { key, lines, customer, agreed, sends, unknown, askUntil, givenUp } = value as Record<
    string,
    unknown
  >;
  return (
    typeof key === "string" &&
    Array.isArray(lines) &&
    lines.length > 0 &&
    lines.every(isCartLine) &&
    typeof customer === "object" &&
    [agreed, sends, askUntil].every((number) => typeof number === "number") &&
    typeof unknown === "boolean" &&
    (givenUp === null || typeof givenUp === "string")
  );
}
