import { useEffect } from "react";
import { useCart } from "@/features/cart/hooks/use-cart";
import { useCartQuote, type CartQuote } from "@/features/cart/hooks/use-cart-quote";
import { mostLines } from "@/features/cart/model/lines";
import { blockedBy, isUnavailable, mostOf, noTotal, review, type Review } from "@/features/cart/model/review";
import { useLiveProducts, type KnownProduct } from "@/features/catalog/hooks/use-live-products";
import type { CartLine } from "@/lib/cart-line";

export type ReviewedCart = ReturnType<typeof useReviewedCart>;
type ReviewedLine = { line: CartLine; review: Review; most: number | undefined };

/** The cart with current stock from the catalogue and amounts from the quote. */
export function useReviewedCart() {
  const { key, lines, unreadable, acceptPrice } = useCart();
  const { products, outage } = useLiveProducts(lines.map((line) => line.id));
  const known = lines.map((line) => ({ line, product: products.get(line.id) ?? "unknown" }));
  const quote = useCartQuote(
    known.map(({ line, product }) => ({
      ...line,
      price: typeof product === "string" ? line.price : product.price,
      available: availableOf(product),
      terms: typeof product === "string" ? undefined : product,
    })),
  );
  const groupOf = (product: KnownProduct) => (typeof product === "string" ? null : product.group);
  const units = known.map(({ line, product }) => ({ ...line, group: groupOf(product) }));
  const reviewed = known.map(({ line, product }) => ({
    line,
    review: review(line, product, quote.lineOf(line.id)),
    most:
      typeof product === "string"
        ? availableOf(product)
        : mostOf(
            product,
            units.filter(({ id }) => id !== line.id),
          ),
  }));
  const reviews = reviewed.map((one) => one.review);
  // A line that was added before its price was known: the first price that is shown is what the shopper has seen.
  useEffect(() => {
    for (const { line, review } of reviewed) {
      const quoted = quote.lineOf(line.id);
      if (line.total !== null || review.kind !== "ready" || quoted?.price == null || quoted.total == null)
        continue;
      acceptPrice(line.id, quoted.price, quoted.total);
    }
  });
  const fault = faultOf(lines, unreadable);
  const unquoted = quote.sums ? undefined : "Checking prices…";
  return {
    key,
    reviewed,
    quote,
    noTotal: noTotal(reviews),
    outage: outage || quote.outage,
    blocked: fault ?? blockedBy(reviews) ?? unquoted,
    left: fault || unquoted ? [] : leftOf(reviewed, quote),
  };
}

function faultOf(lines: CartLine[], unreadable: string[]): string | undefined {
  if (unreadable.length > 0) return "Enter a quantity first";
  return lines.length > mostLines ? `Remove products: an order has at most ${mostLines}` : undefined;
}

/** The lines that can be ordered while others are unavailable, once the sums are those of these lines. */
function leftOf(reviewed: ReviewedLine[], quote: CartQuote): CartLine[] {
  const gone = reviewed.filter(({ review }) => isUnavailable(review));
  const rest = reviewed.filter(({ review }) => !isUnavailable(review));
  const summed =
    rest.every(({ review }) => review.kind === "ready") &&
    gone.every(({ line }) => quote.lineOf(line.id)?.refusal != null);
  return gone.length > 0 && summed ? rest.map(({ line }) => line) : [];
}

function availableOf(product: KnownProduct): number | undefined {
  if (product === "unknown") return undefined;
  return product === "gone" ? 0 : product.available;
}
