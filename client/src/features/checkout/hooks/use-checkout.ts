import { create } from "zustand";
import type { Order } from "@/lib/api-client";
import type { CartLine } from "@/lib/cart-line";
import { byBuyer, type Attempt } from "../model/attempt";
import { begin, settle, type Ended, type Handlers } from "../model/settle";

/** `surprise`: what the buyer does not expect of an order that was placed. */
export type Placed = { pk: string; surprise?: string };
type Refused = Pick<Ended, "why" | "ofQuantity">;

/** What became of the lines that were ordered since the page was opened. */
type Checkout = { placed: Placed[]; refused: Record<string, Refused> };

export const useCheckout = create<Checkout>()(() => ({ placed: [], refused: {} }));

export function clearCheckout(): void {
  useCheckout.setState({ placed: [], refused: {} });
}

export function notePlaced(attempt: Attempt, order: Order): void {
  const { pk } = order;
  useCheckout.setState(({ placed }) => ({
    placed: [...placed.filter((one) => one.pk !== pk), { pk, surprise: surpriseOf(attempt, order) }],
  }));
}

/** Payment charges the price of its moment, which may not be the one on the screen. */
function surpriseOf({ agreed, givenUp }: Attempt, { amount }: Order): string | undefined {
  if (givenUp === byBuyer) return "It was placed before you gave it up, so you have bought it.";
  return amount === agreed ? undefined : "The price changed at the last moment; this is the new amount.";
}

export function noteRefused({ wanted }: Attempt, { why, ofQuantity }: Ended): void {
  useCheckout.setState(({ refused }) => ({ refused: { ...refused, [wanted.id]: { why, ofQuantity } } }));
}

export type Ordered = { wanted: CartLine; agreed: number };

/** An order for each line. `onSent` is called when all are kept, before anything is sent. */
export async function placeOrders(lines: Ordered[], onSent: () => void, handlers: Handlers): Promise<void> {
  useCheckout.setState({ refused: {} });
  const attempts = lines.map(({ wanted, agreed }, index) => begin(wanted, agreed, index));
  onSent();
  await Promise.all(attempts.map((attempt) => settle(attempt, handlers)));
}
