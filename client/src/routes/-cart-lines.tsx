import { CartRow } from "@/features/cart/components/cart-row";
import { LineReview } from "@/features/cart/components/line-review";
import { useCheckout } from "@/features/checkout/hooks/use-checkout";
import type { ReviewedCart } from "./-reviewed-cart";

type Props = { cart: ReviewedCart; label: string; className?: string };

/** The lines of the cart with their problems. Used by the drawer and the checkout. */
export function CartLines({ cart: { reviewed, quote }, label, className = "" }: Props) {
  const refused = useCheckout((checkout) => checkout.refusal?.ofLines);
  return (
    <ul aria-label={label} className={`divide-y divide-line ${className}`}>
      {reviewed.map(({ line, review, most }) => (
        <CartRow
          key={line.id}
          line={line}
          quote={quote.lineOf(line.id)}
          max={most}
          error={refused?.[line.id]}
        >
          <LineReview line={line} review={review} currency={quote.currency} />
        </CartRow>
      ))}
    </ul>
  );
}
