import { useCart } from "@/features/cart/hooks/use-cart";
import { useCartQuote } from "@/features/cart/hooks/use-cart-quote";
import { blockedBy, review } from "@/features/cart/model/review";
import { useLiveProducts } from "@/features/catalog/hooks/use-live-products";

/** The cart as it can be ordered now: stock from the catalogue, money from the quote. */
export function useReviewedCart() {
  const { lines, unreadable } = useCart();
  const { products, outage } = useLiveProducts(lines.map((line) => line.id));
  const priced = lines.map((line) => {
    const product = products.get(line.id) ?? "unknown";
    return { line, product, price: typeof product === "string" ? line.price : product.price };
  });
  const quote = useCartQuote(priced.map(({ line, price }) => ({ ...line, price })));
  const reviewed = priced.map(({ line, product }) => ({
    line,
    review: review(line, product, quote.lineOf(line.id)),
    available: typeof product === "string" ? undefined : product.available,
  }));
  const notReady = blockedBy(reviewed.map((one) => one.review));
  return {
    reviewed,
    quote,
    outage: outage || quote.outage,
    blocked: unreadable.length > 0 ? "Enter a quantity first" : notReady,
  };
}
