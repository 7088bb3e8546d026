import type { Wanted } from "../model/submission";

/** An abandon has the same body as its order; the customer is not part of what the key is bound to. */
export function orderBody({ lines, customer }: Wanted) {
  return {
    lines: lines.map(({ id, quantity }) => ({ id, quantity })),
    ...(customer && { customer }),
  };
}
