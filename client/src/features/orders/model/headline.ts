import type { Order } from "@/lib/api-client";

type Judged = Pick<Order, "status">;

/** The heading of one or several orders, true at every moment. */
export function headline(orders: readonly Judged[]): string {
  const count = (...statuses: Order["status"][]) =>
    orders.filter(({ status }) => statuses.includes(status)).length;
  const one = orders.length === 1;
  const all = orders.length;
  if (count("pending") > 0)
    return one || all === 0 ? "We are preparing your order" : "We are preparing your orders";
  if (count("completed") === all) return one ? "Order complete" : "Orders complete";
  if (count("refunded") === all) return one ? "Order refunded" : "Orders refunded";
  if (count("cancelled") === all) return one ? "Order cancelled" : "Orders cancelled";
  if (count("rejected", "cancelled") === all)
    return one ? "We could not complete your order" : "We could not complete your orders";
  return `${count("completed")} of ${all} orders complete`;
}

/** What the buyer can expect next, for as long as there is something to expect. */
export function nextStep({ status }: Judged): string {
  switch (status) {
    case "pending":
      return "We are setting the goods aside for you. You pay once they are; this page follows by itself.";
    case "completed":
      return "The goods are yours and paid for. You find this order again under My orders.";
    case "refunded":
      return "What you paid went back to you.";
    case "rejected":
      return "You were not charged. The product may be back in stock later.";
    case "cancelled":
      return "Nothing was ordered, and you were not charged.";
  }
}
