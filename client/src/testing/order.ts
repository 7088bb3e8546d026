import type { Order, OrderLine } from "@/lib/api-client";

const at = "2026-11-22T10:00:00.000Z";

export function lineOf(changes: Partial<OrderLine> = {}): OrderLine {
  const money = { price: 20, fee: 4, total: 24, amount: 24 };
  const product = { product_id: "01J00000000000000000000001", product_name: "Brass lamp" };
  return { ...product, quantity: 1, ...money, status: "completed", ...changes };
}

/** Of an order of 24 that is paid without a provider. */
function paymentOf(status: Order["status"]): Order["payment"] {
  const of = (status: Order["payment"]["status"], captured: number, refunded: number) => {
    return { status, reference: null, url: null, expires_at: null, captured, refunded };
  };
  if (status === "completed") return of("captured", 24, 0);
  return status === "refunded" ? of("refunded", 24, 24) : of("none", 0, 0);
}

/** A completed order of one lamp, but for what is given. */
export function orderOf(changes: Partial<Order> = {}): Order {
  const line = lineOf();
  return {
    pk: "01J0000000000000000000000A",
    number: "K7QX-04MZ",
    product_id: line.product_id,
    product_name: line.product_name,
    quantity: 1,
    price: 20,
    fee: 4,
    total: 24,
    amount: 24,
    currency: "USD",
    status: "completed",
    reason: null,
    lines: [line],
    payment: paymentOf(changes.status ?? "completed"),
    customer: null,
    fulfilment: null,
    created_at: at,
    updated_at: at,
    timeline: [
      { step: "placed", at },
      { step: "stock_reserved", at },
      { step: "completed", at },
    ],
    ...changes,
  };
}

/** An order of several lines has no fields of one unit. */
export function orderOfLines(lines: OrderLine[], changes: Partial<Order> = {}): Order {
  const unit = { product_id: null, product_name: null, quantity: null, price: null, fee: null, total: null };
  return orderOf({ ...unit, lines, ...changes });
}
