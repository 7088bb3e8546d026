import { Notice } from "@/components/ui/notice";
import { CartRow } from "@/features/cart/components/cart-row";
import { LineReview } from "@/features/cart/components/line-review";
import { useCheckout } from "@/features/checkout/hooks/use-checkout";
import type { ReviewedCart } from "./-reviewed-cart";

type Props = { cart: ReviewedCart; label: string; className?: string };

/** The lines of the cart, each with what keeps it from being ordered: the same in the drawer and at the checkout. */
export function CartLines({ cart: { reviewed, quote }, label, className = "" }: Props) {
  const refused = useCheckout((checkout) => checkout.refused);
  return (
    <ul aria-label={label} className={`divide-y divide-line ${className}`}>
      {reviewed.map(({ line, review, available }) => {
        const refusal = refused[line.id];
        return (
          <CartRow
            key={line.id}
            line={line}
            quote={quote.lineOf(line.id)}
            max={available}
            error={refusal?.ofQuantity ? refusal.why : undefined}
          >
            <LineReview line={line} review={review} currency={quote.currency} />
            {refusal && !refusal.ofQuantity && (
              <Notice tone="bad" alert>
                <span>{`Not ordered: ${refusal.why}`}</span>
              </Notice>
            )}
          </CartRow>
        );
      })}
    </ul>
  );
}
