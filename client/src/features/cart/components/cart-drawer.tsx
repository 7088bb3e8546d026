import { Link } from "@tanstack/react-router";
import { ShoppingBag } from "lucide-react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Empty } from "@/components/ui/empty";
import { useCart } from "../hooks/use-cart";
import { CartRow } from "./cart-row";
import { CartTotals } from "./cart-totals";

export function CartDrawer() {
  const { lines, open, show } = useCart();
  const close = () => show(false);
  return (
    <Dialog open={open} onClose={close} title="Your cart" shape="drawer">
      {lines.length === 0 ? (
        <Empty
          icon={<ShoppingBag size={28} />}
          title="Your cart is empty"
          action={
            <Button look="primary" onClick={close}>
              Keep looking
            </Button>
          }
        >
          What you add waits here, even after a reload.
        </Empty>
      ) : (
        <>
          <ul aria-label="In your cart" className="flex-1 divide-y divide-line overflow-y-auto px-6">
            {lines.map((line) => (
              <CartRow key={line.id} line={line} />
            ))}
          </ul>
          <footer className="flex flex-col gap-4 border-t border-line p-6">
            <CartTotals lines={lines} />
            <Link to="/checkout" onClick={close} className={buttonStyle({ look: "primary", size: "lg" })}>
              Go to checkout
            </Link>
          </footer>
        </>
      )}
    </Dialog>
  );
}
