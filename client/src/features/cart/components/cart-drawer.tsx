import { Link } from "@tanstack/react-router";
import { ShoppingBag } from "lucide-react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Empty } from "@/components/ui/empty";
import { useCart } from "../hooks/use-cart";
import { useCartDrawer } from "../hooks/use-cart-drawer";
import { useCartQuote } from "../hooks/use-cart-quote";
import { CartRow } from "./cart-row";
import { CartTotals } from "./cart-totals";

export function CartDrawer() {
  const { open, close } = useCartDrawer();
  return (
    <Dialog open={open} onClose={close} title="Your cart" shape="drawer">
      <Contents onClose={close} />
    </Dialog>
  );
}

function Contents({ onClose }: { onClose: () => void }) {
  const lines = useCart((cart) => cart.lines);
  const quote = useCartQuote(lines);
  if (lines.length === 0) return <EmptyCart onClose={onClose} />;
  return (
    <>
      <ul aria-label="In your cart" className="flex-1 divide-y divide-line overflow-y-auto px-6">
        {lines.map((line) => (
          <CartRow key={line.id} line={line} quote={quote.lineOf(line.id)} />
        ))}
      </ul>
      <footer className="flex flex-col gap-3 border-t border-line p-6">
        <CartTotals quote={quote} />
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
