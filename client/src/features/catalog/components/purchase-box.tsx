import { ShoppingBag } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { QuantityStepper } from "@/components/ui/quantity-stepper";
import type { Product } from "@/lib/api-client";
import { announce } from "@/lib/announce";

type Props = { product: Product; inCart: number; onAdd: (quantity: number) => void };

/** The button says why it cannot be used; what the stock does meanwhile is announced. */
export function PurchaseBox({ product, inCart, onAdd }: Props) {
  const [wanted, setWanted] = useState(1);
  const addable = Math.max(0, product.available - inCart);
  const quantity = Math.min(wanted, Math.max(1, addable));
  const soldOut = product.available <= 0;
  useAnnouncedStock(product);

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <QuantityStepper
          label="Quantity"
          value={quantity}
          max={Math.max(1, addable)}
          onChange={setWanted}
          disabled={addable === 0}
        />
        <Button
          look="primary"
          size="lg"
          className="flex-1 basis-40"
          disabled={addable === 0}
          onClick={() => {
            onAdd(quantity);
            setWanted(1);
          }}
        >
          {soldOut ? "Sold out" : addable === 0 ? "All of them are in your cart" : <AddLabel />}
        </Button>
      </div>
      {inCart > 0 && <p className="text-sm text-muted">You have {inCart} in your cart.</p>}
    </div>
  );
}

function AddLabel() {
  return (
    <>
      <ShoppingBag size={18} aria-hidden /> Add to cart
    </>
  );
}

function useAnnouncedStock({ name, available }: Product) {
  const last = useRef(available);
  useEffect(() => {
    if (available === last.current) return;
    if (available <= 0) announce(`${name} is sold out.`);
    else if (last.current <= 0) announce(`${name} is in stock again.`);
    last.current = available;
  }, [name, available]);
}
