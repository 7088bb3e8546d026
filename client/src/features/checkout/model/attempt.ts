import { isCartLine, type CartLine } from "@/lib/cart-line";

/**
 * A line of the cart as it was sent, kept until its outcome is known. `agreed` is the amount on the screen when the buyer ordered, `index` the
 * line's place in the cart. Times are milliseconds since 1970.
 */
export type Attempt = {
  wanted: CartLine;
  agreed: number;
  index: number;
  /** How often it was sent, by whichever tab. */
  sends: number;
  /** A request has ended without an outcome. */
  unknown: boolean;
  /** Until then it is asked without the buyer. */
  askUntil: number;
  /** Given up: from then on only POST /orders/abandon is sent. The sentence says why. */
  givenUp: string | null;
};

/** Why an attempt was given up when its buyer did it. */
export const byBuyer = "You gave it up.";

export const askingTime = 10 * 60_000;

export function newAttempt(wanted: CartLine, agreed: number, index: number, now: number): Attempt {
  return { wanted, agreed, index, sends: 0, unknown: false, askUntil: now + askingTime, givenUp: null };
}

/** Whether the next request goes out by itself. A clock that was set back does not prolong it. */
export function asksByItself({ askUntil, givenUp }: Attempt, now: number): boolean {
  const left = askUntil - now;
  return givenUp !== null || (left > 0 && left <= askingTime);
}

export function parseAttempt(text: string | null): Attempt | undefined {
  try {
    const kept: unknown = JSON.parse(text ?? "");
    return isAttempt(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isAttempt(value: unknown): value is Attempt {
  if (typeof value !== "object" || value === null) return false;
  const { wanted, agreed, index, sends, unknown, askUntil, givenUp } = value as Record<string, unknown>;
  return (
    isCartLine(wanted) &&
    [agreed, index, sends, askUntil].every((number) => typeof number === "number") &&
    typeof unknown === "boolean" &&
    (givenUp === null || typeof givenUp === "string")
  );
}
