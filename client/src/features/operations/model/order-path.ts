import type { Order } from "@/lib/api-client";

type Step = Order["timeline"][number]["step"];

export const stepNames: Record<Step, string> = {
  placed: "Placed",
  stock_reserved: "Stock reserved",
  completed: "Completed",
  refunded: "Refunded",
  rejected: "Rejected",
  cancelled: "Cancelled",
};

/** What each step means, and the event that carried it. */
export const stepMeanings: Record<Step, { what: string; event: string }> = {
  placed: { what: "Payment wrote the order and told inventory.", event: "order_placed" },
  stock_reserved: {
    what: "Inventory holds the units and told payment; the settle delay runs.",
    event: "stock_reserved",
  },
  completed: {
    what: "Payment charged the order and told inventory to hand the units out.",
    event: "order_completed",
  },
  refunded: {
    what: "The product was gone when the units should be handed out; payment gave the money back.",
    event: "refund_order",
  },
  rejected: { what: "Inventory could not hold the units; nothing was charged.", event: "stock_rejected" },
  cancelled: {
    what: "The buyer gave the order up before payment had it; nothing was charged.",
    event: "none",
  },
};

export type PathStep = { step: Step; at: string; after: string | undefined };

export function pathOf({ timeline }: Order): PathStep[] {
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

/** What an order that is not at its end waits for. */
export function waitsFor({ status, timeline }: Order): string | undefined {
  if (status !== "pending") return undefined;
  const last = timeline.at(-1)?.step;
  return last === "stock_reserved"
    ? "Waits for the settle delay to pass."
    : "Waits for inventory to reserve the units.";
}

export const reasons: Record<NonNullable<Order["reason"]>, string> = {
  product_not_found: "The product was not there any more.",
  sold_out: "The product was sold out.",
  insufficient_stock: "There were fewer units than ordered.",
  product_deleted: "The product was deleted before the units were handed out.",
  cancelled_by_buyer: "The buyer gave the order up before it was placed.",
};
