import { create } from "zustand";
import type { Order } from "@/lib/api-client";
import type { ContactField } from "../model/contact-fields";
import type { Refusal } from "../model/refusal";
import { cancelledByBuyer, type Submission, type Wanted } from "../model/submission";
import { begin, submit, type Handlers } from "../model/submit";
import type { Outcome } from "../model/outcome";

type Checkout = {
  refusal: Refusal | undefined;
  /** Changes with every refusal, also with one like the last. */
  refusals: number;
  /** What was placed while the checkout is open. */
  placed: Pick<Order, "pk" | "number">[];
  /** By pk: how the order differs from what its buyer agreed to. */
  surprises: Record<string, string>;
};

export const useCheckout = create<Checkout>()(() => ({
  refusal: undefined,
  refusals: 0,
  placed: [],
  surprises: {},
}));

export function clearCheckout(): void {
  useCheckout.setState({ refusal: undefined, placed: [] });
}

/** `paying`: the buyer has still to pay. Answers whether the order is what its buyer agreed to. */
export function notePlaced(submission: Submission, order: Order, paying: boolean): boolean {
  const { pk, number, amount } = order;
  const surprise = surpriseOf(submission, amount, paying);
  useCheckout.setState(({ placed, surprises }) => ({
    placed: [...placed.filter((one) => one.pk !== pk), { pk, number }],
    surprises: surprise ? { ...surprises, [pk]: surprise } : surprises,
  }));
  return surprise === undefined;
}

/** Payment charges its current price, which may differ from the price on the screen. */
function surpriseOf(
  { agreed, givenUp }: Submission,
  amount: number | null,
  paying: boolean,
): string | undefined {
  if (givenUp === cancelledByBuyer)
    return paying
      ? "The order was placed before it could be cancelled. Cancel it here if you do not want it."
      : "The order was placed before it could be cancelled, so you have bought it.";
  return amount === agreed ? undefined : "The price changed at the last moment; this is the new amount.";
}

export function noteRefused(refusal: Refusal): void {
  useCheckout.setState(({ refusals }) => ({ refusal, refusals: refusals + 1 }));
}

/** The buyer is correcting the field. */
export function clearContactError(field: ContactField): void {
  useCheckout.setState(({ refusal }) => {
    if (!refusal?.ofContact[field]) return {};
    return { refusal: { ...refusal, ofContact: { ...refusal.ofContact, [field]: undefined } } };
  });
}

/** `onStored` is called when the submission is stored, before it is sent. It may be that of another tab. */
export function placeOrder(
  wanted: Wanted,
  onStored: (submission: Submission) => void,
  handlers: Handlers,
): Promise<Outcome> {
  useCheckout.setState({ refusal: undefined });
  const submission = begin(wanted);
  onStored(submission);
  return submit(submission, handlers);
}
