import type { Order } from "@/lib/api-client";
import { nameOf } from "@/lib/order";

export type Picked = { productId: string; name: string; units: number };

/** The lines of an order that leave the house: not those that were paid back. */
export function packedLines({ lines }: Order): Order["lines"] {
  return lines.filter(({ status }) => status !== "refunded");
}

/** What to fetch from the shelves for these orders, by name. */
export function picked(orders: readonly Order[]): Picked[] {
  const all = new Map<string, Picked>();
  for (const line of orders.flatMap(packedLines)) {
    const known = all.get(line.product_id) ?? { productId: line.product_id, name: nameOf(line), units: 0 };
    all.set(line.product_id, { ...known, units: known.units + line.quantity });
  }
  return [...all.values()].sort((one, other) => one.name.localeCompare(other.name));
}
