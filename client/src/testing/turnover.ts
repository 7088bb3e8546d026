import type { components } from "@/lib/api-types/payment";

type Turnover = components["schemas"]["Turnover"];

/** Two days with two products, but for what is given. */
export function turnoverOf(changes: Partial<Turnover> = {}): Turnover {
  return {
    from: "2026-11-28",
    to: "2026-11-29",
    since: null,
    currency: "USD",
    captured: 110,
    refunded: 10,
    net: 100,
    orders: 3,
    days: [
      { day: "2026-11-28", captured: 30, refunded: 10, net: 20, orders: 1, refusals: [] },
      {
        day: "2026-11-29",
        captured: 80,
        refunded: 0,
        net: 80,
        orders: 2,
        refusals: [{ reason: "sold_out", count: 4 }],
      },
    ],
    products: [
      {
        product_id: "01J00000000000000000000001",
        name: "Tray",
        units: 9,
        captured: 70,
        refunded: 0,
        net: 70,
        left: 1,
        sell_through: 90,
        refusals: [{ reason: "sold_out", count: 4 }],
      },
      {
        product_id: "01J00000000000000000000002",
        name: "Brass lamp",
        units: 2,
        captured: 40,
        refunded: 10,
        net: 30,
        left: null,
        sell_through: null,
        refusals: [],
      },
    ],
    other_products: { products: 0, units: 0, captured: 0, refunded: 0, net: 0 },
    unassigned_refunds: 0,
    refusals: [{ reason: "sold_out", count: 4 }],
    ...changes,
  };
}
