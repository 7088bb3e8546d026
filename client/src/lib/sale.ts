import type { Product } from "./api-client";

export type Terms = Pick<
  Product,
  "sale_starts_at" | "sale_ends_at" | "limit_per_order" | "limit_per_customer"
> & { state?: Product["state"] };

/** Whether a product can be ordered at a time (milliseconds). */
export type Sale =
  | { kind: "soon"; startsAt: string; left: number }
  | { kind: "open" }
  | { kind: "ended" }
  | { kind: "frozen" };

export function saleOf({ state, sale_starts_at, sale_ends_at }: Terms, now: number): Sale {
  if (state === "frozen") return { kind: "frozen" };
  if (sale_ends_at !== null && now >= Date.parse(sale_ends_at)) return { kind: "ended" };
  if (sale_starts_at === null) return { kind: "open" };
  const left = Date.parse(sale_starts_at) - now;
  return left > 0 ? { kind: "soon", startsAt: sale_starts_at, left } : { kind: "open" };
}

/** The most units of one order; Infinity: no limit. */
export function mostUnitsOf({ limit_per_order, limit_per_customer }: Terms): number {
  return Math.min(limit_per_order ?? Infinity, limit_per_customer ?? Infinity);
}
