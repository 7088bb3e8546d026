import type { Tone } from "@/components/ui/badge";
import type { Order, OrderStatus } from "@/lib/api-client";

export const statuses: Record<OrderStatus, { label: string; tone: Tone }> = {
  pending: { label: "In progress", tone: "accent" },
  completed: { label: "Completed", tone: "good" },
  refunded: { label: "Refunded", tone: "warn" },
  rejected: { label: "Rejected", tone: "bad" },
  cancelled: { label: "Cancelled", tone: "plain" },
};

const reasons: Record<NonNullable<Order["reason"]>, string> = {
  sold_out: "It sold out before we could set it aside.",
  insufficient_stock: "Fewer were left than you ordered.",
  product_not_found: "The store no longer sells it.",
  product_deleted: "The store stopped selling it in the meantime.",
  cancelled_by_buyer: "You gave it up before it was placed.",
};

export function reasonText({ reason }: Order): string | undefined {
  return reason ? reasons[reason] : undefined;
}

/** No money moved: such an order shows no amount. */
export function wasNeverCharged({ status }: Order): boolean {
  return status === "rejected" || status === "cancelled";
}

const settled = 60_000;

/** A completed order can still be refunded, but only soon after. */
export function mayChange(order: Order, now: number = Date.now()): boolean {
  if (order.status === "pending") return true;
  return order.status === "completed" && now - new Date(order.updated_at).getTime() < settled;
}

/** `?status=` of any address. An unknown value becomes undefined: the router would keep a key that is missing here. */
export function parseStatus({ status }: Record<string, unknown>): { status?: OrderStatus } {
  const known = typeof status === "string" && Object.hasOwn(statuses, status);
  return { status: known ? (status as OrderStatus) : undefined };
}
