import type { Product } from "@/lib/api-client";

type Terms = Pick<
  Product,
  "state" | "sale_starts_at" | "sale_ends_at" | "limit_per_order" | "limit_per_customer" | "group" | "options"
>;

/** Of a product by itself that can always be ordered, in any quantity. */
export const noTerms: Terms = {
  state: "active",
  sale_starts_at: null,
  sale_ends_at: null,
  limit_per_order: null,
  limit_per_customer: null,
  group: null,
  options: {},
};
