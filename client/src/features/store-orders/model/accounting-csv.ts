import type { Order } from "@/lib/api-client";
import { csvRows } from "@/lib/csv";
import { remaining, writeMoney } from "@/lib/money";
import { nameOf, unitsOf } from "@/lib/order";

const header = [
  "number",
  "date",
  "status",
  "payment",
  "gross",
  "fee",
  "refunds",
  "net",
  "currency",
  "reference",
  "units",
  "products",
];

export function accountingHeader(): string {
  return csvRows([header]);
}

/** A row for each order. What was not charged is 0, so that the columns can be summed. */
export function accountingRows(orders: readonly Order[]): string {
  return csvRows(orders.map(row));
}

function row(order: Order): (string | number)[] {
  const { number, created_at, status, payment, currency, lines } = order;
  const money = [payment.captured, feeOf(order), payment.refunded, remaining(payment)];
  return [
    number,
    created_at,
    status,
    payment.status,
    ...money.map((amount) => writeMoney(amount)),
    currency,
    payment.reference ?? "",
    unitsOf(order),
    lines.map((line) => `${line.quantity} x ${nameOf(line)}`).join("; "),
  ];
}

/** The fee is a part of what was charged. */
function feeOf({ payment, lines }: Order): number {
  if (payment.captured === 0) return 0;
  return lines.reduce((sum, { fee, quantity }) => sum + (fee ?? 0) * quantity, 0);
}
