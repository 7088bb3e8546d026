import type { Order } from "@/lib/api-client";

type Step = Order["timeline"][number]["step"];

export const stepNames: Record<Step, string> = {
  placed: "Placed",
  stock_reserved: "Stock reserved",
  completed: "Completed",
  shipped: "Shipped",
  refunded: "Refunded",
  rejected: "Rejected",
  cancelled: "Cancelled",
};

export const stepMeanings: Record<Step, string> = {
  placed: "The buyer placed the order.",
  stock_reserved: "The units were reserved for the order.",
  completed: "The order was paid. Its units leave the stock.",
  shipped: "The store sent it to the buyer.",
  refunded:
    "The buyer gets the money back: the store refunded the order, or its product was deleted before the units left the stock.",
  rejected: "The units could not be reserved. Nothing was charged.",
  cancelled: "The order ended before it was paid. Units that were reserved for it are for sale again.",
};

export type TimelineStep = { step: Step; at: string; after: string | undefined };

export function timelineOf({ timeline }: Order): TimelineStep[] {
  return timeline.map(({ step, at }, index) => {
    const before = timeline[index - 1];
    return { step, at, after: before && showGap(Date.parse(at) - Date.parse(before.at)) };
  });
}

export function showGap(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.max(0, milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.floor((milliseconds % 60_000) / 1_000)} s`;
}

/** What a pending order is waiting for. */
export function waitsFor(order: Order, paidAtProvider: boolean): string | undefined {
  const { status, timeline, amount, reason, payment } = order;
  if (status !== "pending") return undefined;
  if (timeline.at(-1)?.step !== "stock_reserved") return "Waiting for the units to be reserved.";
  if (!paidAtProvider || amount === 0)
    return "The order is completed after a short delay in which it can be cancelled.";
  const canBePaid = reason === null && ["none", "requires_payment"].includes(payment.status);
  return canBePaid ? "Waiting for the buyer's payment." : "Waiting for the payment provider's answer.";
}

export const reasons: Record<NonNullable<Order["reason"]>, string> = {
  product_not_found: "The product no longer exists.",
  sold_out: "The product was sold out.",
  insufficient_stock: "There were fewer units than ordered.",
  not_on_sale: "The product was not on sale when its units would have been reserved.",
  limit_reached: "With what the customer ordered before, it was more than one person can have.",
  sign_in_required: "The product has a limit for each customer, and the buyer was not signed in.",
  product_deleted: "The product was deleted before its units left the stock.",
  cancelled_by_buyer: "The buyer cancelled it.",
  cancelled_by_store: "The store cancelled it.",
  payment_timeout: "The time to pay is over.",
  // The page of the provider was closed, or its authorization ended: it does not say who ended it.
  payment_failed: "The order was not paid.",
  refunded_by_store: "The store refunded it.",
};
