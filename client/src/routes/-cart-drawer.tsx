import { ShoppingBag } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Empty } from "@/components/ui/empty";
import { useCart } from "@/features/cart/hooks/use-cart";
import { useCartDrawer } from "@/features/cart/hooks/use-cart-drawer";
import { FilledCart } from "./-filled-cart";

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
