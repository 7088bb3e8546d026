import type { Product } from "@/lib/api-client";
import type { CartLine } from "@/lib/cart-line";
import { mostUnitsOf } from "@/lib/sale";
import { isOf, type QuotedLine } from "@/lib/quotes";

/** Whether a line can be ordered; every kind but `ready` blocks. */
export type Review =
  | { kind: "ready" }
  | { kind: "unknown" }
  | { kind: "gone" }
  | { kind: "sold_out" }
  | { kind: "too_many"; available: number }
  | { kind: "not_on_sale" }
  | { kind: "over_limit"; most: number }
  | { kind: "limit_reached" }
  | { kind: "sign_in" }
  | { kind: "price_changed"; from: number; to: number; price: number };

export function review(
  line: CartLine,
  product: Product | "gone" | "unknown",
  quote: QuotedLine | undefined,
): Review {
  if (product === "gone" || product === "unknown") return { kind: product };
  if (product.available <= 0) return { kind: "sold_out" };
  if (quote?.refusal === "not_on_sale") return { kind: "not_on_sale" };
  const most = mostUnitsOf(product);
  if (most < line.quantity) return { kind: "over_limit", most };
  if (product.available < line.quantity) return { kind: "too_many", available: product.available };
  if (quote?.refusal === "sign_in_required") return { kind: "sign_in" };
  if (quote?.refusal === "limit_reached") return { kind: "limit_reached" };
  if (quote?.total == null || quote.refusal !== null || !isOf(product.price, quote))
    return { kind: "unknown" };
  if (line.total !== null && quote.total !== line.total)
    return { kind: "price_changed", from: line.total, to: quote.total, price: product.price };
  return { kind: "ready" };
}

const isTooMany = ({ kind }: Review) => kind === "too_many" || kind === "over_limit";

/** In place of a total when no line can be ordered as it is. */
export function noTotal(reviews: Review[]): string {
  if (reviews.some(isTooMany)) return "Lower the quantity first";
  return reviews.some(({ kind }) => kind === "sign_in") ? "Sign in first" : "Nothing to pay";
}

/** The most units that a line can have: a limit for each customer counts over the group. `others`: of the same cart. */
export function mostOf(
  product: Product,
  others: readonly { quantity: number; group: string | null }[],
): number {
  const ofGroup = others.filter(({ group }) => group !== null && group === product.group);
  const taken = ofGroup.reduce((sum, { quantity }) => sum + quantity, 0);
  const ofCustomer = (product.limit_per_customer ?? Infinity) - taken;
  return Math.min(product.available, mostUnitsOf(product), ofCustomer);
}

/** Whether the line cannot be ordered, in any quantity that is in the cart. */
export function isUnavailable({ kind }: Review): boolean {
  return !["ready", "unknown", "price_changed"].includes(kind);
}

/** Why the cart cannot be ordered yet, as text of the button; undefined: it can. */
export function blockedBy(reviews: Review[]): string | undefined {
  const kinds = new Set(reviews.map((one) => one.kind));
  if (kinds.has("gone") || kinds.has("sold_out") || kinds.has("limit_reached"))
    return "Remove unavailable products first";
  if (kinds.has("not_on_sale")) return "Not on sale now";
  if (reviews.some(isTooMany)) return "Lower the quantity first";
  if (kinds.has("sign_in")) return "Sign in first";
  if (kinds.has("price_changed")) return "Accept the new price first";
  if (kinds.has("unknown")) return "Checking prices…";
  return undefined;
}
