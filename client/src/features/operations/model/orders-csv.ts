import type { Order } from "@/lib/api-client";
import { toCsv } from "@/lib/csv";
import { writeMoney } from "@/lib/money";

const header = [
  "pk",
  "placed",
  "status",
  "reason",
  "product_id",
  "product",
  "quantity",
  "price",
  "fee",
  "total",
  "amount",
  "updated",
];

export function ordersCsv(orders: readonly Order[]): string {
  return toCsv([header, ...orders.map(row)]);
}

function row(order: Order): (string | number)[] {
  const {
    pk,
    created_at,
    status,
    reason,
    product_id,
    product_name,
    quantity,
    price,
    fee,
    total,
    amount,
    updated_at,
  } = order;
  const money = [price, fee, total, amount].map((value) => (value === null ? "" : writeMoney(value)));
  return [
    pk,
    created_at,
    status,
    reason ?? "",
    product_id,
    product_name ?? "",
    quantity,
    ...money,
    updated_at,
  ];
}
