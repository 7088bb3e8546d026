import { useCart } from "@/features/cart/hooks/use-cart";
import { useCartQuote } from "@/features/cart/hooks/use-cart-quote";
import { blockedBy, review } from "@/features/cart/model/review";
import { useLiveProducts, type KnownProduct } from "@/features/catalog/hooks/use-live-products";

export type ReviewedCart = ReturnType<typeof useReviewedCart>;

/** The cart as it can be ordered now: stock from the catalogue, money from the quote. */
export function useReviewedCart() {
  const { lines, unreadable } = useCart();
  const { products, outage } = useLiveProducts(lines.map((line) => line.id));
  const known = lines.map((line) => ({ line, product: products.get(line.id) ?? "unknown" }));
  const quote = useCartQuote(
    known.map(({ line, product }) => ({
      ...line,
      price: typeof product === "string" ? line.price : product.price,
      available: availableOf(product),
    })),
  );
  const reviewed = known.map(({ line, product }) => ({
    line,
    review: review(line, product, quote.lineOf(line.id)),
    available: availableOf(product),
  }));
  const notReady = blockedBy(reviewed.map((one) => one.review));
  return {
    reviewed,
    quote,
    outage: outage || quote.outage,
    blocked: unreadable.length > 0 ? "Enter a quantity first" : notReady,
  };
}

function availableOf(product: KnownProduct): number | undefined {
  if (product === "unknown") return undefined;
  return product === "gone" ? 0 : product.available;
}
