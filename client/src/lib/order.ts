import type { Order } from "@/lib/api-client";

/** Events and polls may overtake one another: an order never goes back. Its customer is what was read last. */
export function newer(known: Order | undefined, received: Order): Order {
  return known && isBehind(received, known) ? { ...known, customer: received.customer } : received;
}

function isBehind(received: Order, known: Order): boolean {
  const behind = progress(known) - progress(received);
  return behind === 0 ? isPaymentBehind(received.payment, known.payment) : behind > 0;
}

const paymentSteps = { none: 0, requires_payment: 1, authorized: 2 };

/** A payment becomes unknown, and known again, at any step. Its end is a step of the order; refunds may come back. */
function isPaymentBehind(
  { status: received }: Order["payment"],
  { status: known }: Order["payment"],
): boolean {
  const stepOf = (status: Order["payment"]["status"]) =>
    status in paymentSteps ? paymentSteps[status as keyof typeof paymentSteps] : undefined;
  const [before, after] = [stepOf(received), stepOf(known)];
  return before !== undefined && after !== undefined && before < after;
}

/** Grows with every step of the order and of its lines. */
function progress({ timeline, lines }: Order): number {
  const steps = { pending: 0, reserved: 1, rejected: 1, cancelled: 1, completed: 1, refunded: 2 };
  return lines.reduce((sum, { status }) => sum + steps[status], timeline.length);
}

const settled = 60_000;

/** A completed order can still be refunded, but only soon after. */
export function mayChange(order: Order, now: number = Date.now()): boolean {
  if (order.status === "pending") return true;
  return order.status === "completed" && now - new Date(order.updated_at).getTime() < settled;
}

type Named = { product_name: string | null };

/** An order that was cancelled while its product could not be read has no name. */
export function nameOf({ product_name }: Named): string {
  return product_name ?? "A product";
}

/** "Brass lamp", "Brass lamp and 2 more". */
export function namesOf(lines: readonly Named[]): string {
  const [first, ...rest] = lines;
  const name = first ? nameOf(first) : "";
  return rest.length > 0 ? `${name} and ${rest.length} more` : name;
}

export function unitsOf({ lines }: Order): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
