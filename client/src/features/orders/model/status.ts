import type { Tone } from "@/components/ui/badge";
import type { Order, OrderLine, OrderStatus } from "@/lib/api-client";
import { nameOf } from "@/lib/order";

export const statuses: Record<OrderStatus, { label: string; tone: Tone }> = {
  pending: { label: "In progress", tone: "accent" },
  completed: { label: "Paid", tone: "good" },
  refunded: { label: "Refunded", tone: "warn" },
  rejected: { label: "Rejected", tone: "bad" },
  cancelled: { label: "Cancelled", tone: "plain" },
};

/** `it`: the product, where an order of several names one. */
const reasons: Record<NonNullable<Order["reason"]>, (it?: string) => string> = {
  sold_out: (it = "It") => `${it} sold out before we could set it aside.`,
  insufficient_stock: (it) =>
    it ? `Fewer of ${it} were left than you ordered.` : "Fewer were left than you ordered.",
  product_not_found: (it = "it") => `The store no longer sells ${it}.`,
  not_on_sale: (it = "It") => `${it} was not on sale.`,
  limit_reached: (it = "it") =>
    `That was more of ${it} than one person can have, with what you ordered before.`,
  sign_in_required: (it = "It") => `${it} can only be ordered after signing in.`,
  product_deleted: () => "The store stopped selling it in the meantime.",
  cancelled_by_buyer: () => "You cancelled it.",
  cancelled_by_store: () => "The store cancelled it.",
  payment_timeout: () => "The time to pay is over.",
  payment_failed: () => "The payment was not completed.",
  refunded_by_store: () => "The store refunded it.",
};

export function reasonText({ reason, lines }: Order): string | undefined {
  if (!reason) return undefined;
  const rejected = lines.filter(({ status }) => status === "rejected");
  if (lines.length === 1 || rejected.length === 0) return reasons[reason]();
  return [...new Set(rejected.map((line) => reasons[reason](nameOf(line))))].join(" ");
}

/** What became of a line, where it differs from what the order says. */
export function lineText(order: Order, { status }: OrderLine): string | undefined {
  if (order.lines.length === 1) return undefined;
  if (order.status === "pending") return status === "reserved" ? "Reserved" : "Reserving stock…";
  if (order.status === "rejected") return status === "rejected" ? "Not available" : "Not ordered";
  return status === "refunded" && order.status === "completed" ? "Refunded" : undefined;
}

/** `?status=` of any address. An unknown value becomes undefined; the router would keep a missing key. */
export function parseStatus({ status }: Record<string, unknown>): { status?: OrderStatus } {
  const known = typeof status === "string" && Object.hasOwn(statuses, status);
  return { status: known ? (status as OrderStatus) : undefined };
}
