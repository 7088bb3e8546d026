import { create } from "zustand";
import type { Order } from "@/lib/api-client";
import type { Attempt, Wanted } from "../model/attempt";
import { begin, settle, type Ended, type Handlers } from "../model/settle";

export type Placed = { pk: string; repriced: boolean };
type Refused = Pick<Ended, "why" | "ofQuantity">;

/** What became of the lines that were ordered since the page was opened. */
type Checkout = { placed: Placed[]; refused: Record<string, Refused> };

export const useCheckout = create<Checkout>()(() => ({ placed: [], refused: {} }));

export function clearCheckout(): void {
  useCheckout.setState({ placed: [], refused: {} });
}

/** Payment charges the price of its moment; `repriced` says that the amount is not the one on the screen. */
export function notePlaced({ agreed }: Attempt, { pk, amount }: Order): void {
  useCheckout.setState(({ placed }) => ({
    placed: [...placed.filter((one) => one.pk !== pk), { pk, repriced: amount !== agreed }],
  }));
}

export function noteRefused({ wanted }: Attempt, { why, ofQuantity }: Ended): void {
  useCheckout.setState(({ refused }) => ({ refused: { ...refused, [wanted.id]: { why, ofQuantity } } }));
}

export type Ordered = { wanted: Wanted; agreed: number };

/** An order for each line. `onSent` is called when all are kept, before anything is sent. */
export async function placeOrders(lines: Ordered[], onSent: () => void, handlers: Handlers): Promise<void> {
  useCheckout.setState({ refused: {} });
  const attempts = lines.map(({ wanted, agreed }, index) => begin(wanted, agreed, index));
  onSent();
  await Promise.all(attempts.map((attempt) => settle(attempt, handlers)));
}
