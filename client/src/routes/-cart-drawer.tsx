import { Link } from "@tanstack/react-router";
import { ShoppingBag } from "lucide-react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Empty } from "@/components/ui/empty";
import { CartTotals } from "@/features/cart/components/cart-totals";
import { useCart } from "@/features/cart/hooks/use-cart";
import { useCartDrawer } from "@/features/cart/hooks/use-cart-drawer";
import { CartLines } from "./-cart-lines";
import { useReviewedCart } from "./-reviewed-cart";

export function CartDrawer() {
  const { open, close } = useCartDrawer();
  return (
    <Dialog open={open} onClose={close} title="Your cart" shape="drawer">
      <Contents onClose={close} />
    </Dialog>
  );
}

function Contents({ onClose }: { onClose: () => void }) {
  const empty = useCart((cart) => cart.lines.length === 0);
  return empty ? <EmptyCart onClose={onClose} /> : <FilledCart onClose={onClose} />;
}

function FilledCart({ onClose }: { onClose: () => void }) {
  const cart = useReviewedCart();
  return (
    <>
      <CartLines cart={cart} label="In your cart" className="flex-1 overflow-y-auto px-6" />
      <footer className="flex flex-col gap-3 border-t border-line p-6">
        <CartTotals quote={cart.quote} />
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

function EmptyCart({ onClose }: { onClose: () => void }) {
  return (
    <Empty
      icon={<ShoppingBag size={28} />}
      title="Your cart is empty"
      action={
        <Button look="primary" onClick={onClose}>
          Browse products
        </Button>
      }
    >
      What you add is kept here, even after a reload.
    </Empty>
  );
}
