/** A line of the cart that is being ordered, under its own idempotency key. */
export type Wanted = {
  id: string;
  name: string;
  image: string;
  price: number;
  total: number | null;
  quantity: number;
  key: string;
};

/**
 * What was sent, kept until its outcome is known. `agreed` is the amount on the screen when the buyer ordered, `index` the
 * line's place in the cart. Times are milliseconds since 1970.
 */
export type Attempt = {
  wanted: Wanted;
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

export const askingTime = 10 * 60_000;

export function newAttempt(wanted: Wanted, agreed: number, index: number, now: number): Attempt {
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
    isWanted(wanted) &&
    [agreed, index, sends, askUntil].every((number) => typeof number === "number") &&
    typeof unknown === "boolean" &&
    (givenUp === null || typeof givenUp === "string")
  );
}

function isWanted(value: unknown): value is Wanted {
  if (typeof value !== "object" || value === null) return false;
  const { id, name, image, key, price, total, quantity } = value as Record<string, unknown>;
  return (
    [id, name, image, key].every((text) => typeof text === "string") &&
    [price, quantity].every((number) => typeof number === "number") &&
    (total === null || typeof total === "number")
  );
}
