import { ShoppingBag } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useCart } from "../hooks/use-cart";
import { useCartDrawer } from "../hooks/use-cart-drawer";
import { unitCount } from "../model/lines";

export function CartButton() {
  const units = useCart((cart) => unitCount(cart.lines));
  const { show } = useCartDrawer();
  return (
    <Button
      look="quiet"
      size="icon"
      className="relative"
      aria-haspopup="dialog"
      aria-label={`Cart, ${units} ${units === 1 ? "item" : "items"}`}
      onClick={show}
    >
      <ShoppingBag size={20} aria-hidden />
      {units > 0 && (
        <span
          aria-hidden
          className="absolute top-0.5 end-0 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1 text-xs font-bold text-on-accent tabular-nums"
        >
          {units > 99 ? "99+" : units}
        </span>
      )}
    </Button>
  );
}
