import type { Order, OrderLine } from "@/lib/api-client";
import { toCsv } from "@/lib/csv";
import { writeMoney } from "@/lib/money";

const header = [
  "number",
  "pk",
  "status",
  "created",
  "email",
  "name",
  "line1",
  "line2",
  "postal_code",
  "city",
  "country",
  "product",
  "product_id",
  "quantity",
  "price",
  "fee",
  "amount",
  "fulfilment",
  "tracking",
];

/** A row for each line of each order. */
export function ordersCsv(orders: readonly Order[]): string {
  return toCsv([header, ...orders.flatMap((order) => order.lines.map((line) => row(order, line)))]);
}

function row(
  { number, pk, status, created_at, customer, fulfilment }: Order,
  line: OrderLine,
): (string | number)[] {
  const address = customer?.address;
  return [
    number,
    pk,
    status,
    created_at,
    customer?.email ?? "",
    customer?.name ?? "",
    address?.line1 ?? "",
    address?.line2 ?? "",
    address?.postal_code ?? "",
    address?.city ?? "",
    address?.country ?? "",
    line.product_name ?? "",
    line.product_id,
    line.quantity,
    ...[line.price, line.fee, line.amount].map((value) => (value === null ? "" : writeMoney(value))),
    fulfilment?.state ?? "",
    fulfilment?.tracking ?? "",
  ];
}
