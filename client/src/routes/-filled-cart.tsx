import { Link } from "@tanstack/react-router";
import { Button, buttonStyle } from "@/components/ui/button";
import { CartTotals } from "@/features/cart/components/cart-totals";
import { CartLines } from "./-cart-lines";
import { useReviewedCart } from "./-reviewed-cart";

/** The cart with its lines and sums. */
export function FilledCart({ onClose }: { onClose: () => void }) {
  const cart = useReviewedCart();
  return (
    <>
      <CartLines cart={cart} label="In your cart" className="flex-1 overflow-y-auto px-6" />
      <footer className="flex flex-col gap-3 border-t border-line p-6">
        <CartTotals quote={cart.quote} none={cart.noTotal} />
        {/* Takes the place of the open cart, so that Back leads to the page below it. */}
        <Link to="/checkout" replace className={buttonStyle({ look: "primary", size: "lg" })}>
          Go to checkout
        </Link>
        <Button look="quiet" onClick={onClose}>
          Keep shopping
        </Button>
      </footer>
    </>
  );
}
