import { ShoppingBag } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { QuantityStepper } from "@/components/ui/quantity-stepper";
import type { Product } from "@/lib/api-client";
import { announce } from "@/lib/announce";
import { showNumber } from "@/lib/locale";
import { readQuantity } from "@/lib/read-quantity";

type Props = { product: Product; inCart: number; onAdd: (quantity: number) => void };

/** The button names the reason why it is disabled. Stock changes are announced to screen readers. */
export function PurchaseBox({ product, inCart, onAdd }: Props) {
  const [text, setText] = useState("1");
  const addable = Math.max(0, product.available - inCart);
  const wanted = readQuantity(text, addable, leftText(addable, inCart));
  const soldOut = product.available <= 0;
  useAnnouncedStock(product);

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-3">
        <QuantityStepper
          label="Quantity"
          text={text}
          onText={setText}
          max={addable}
          disabled={addable === 0}
          error={wanted.ok || addable === 0 ? undefined : wanted.why}
        />
        <Button
          look="primary"
          size="lg"
          className="flex-1 basis-40"
          disabled={!wanted.ok}
          onClick={() => {
            if (!wanted.ok) return;
            onAdd(wanted.value);
            setText("1");
          }}
        >
          {soldOut ? "Sold out" : addable === 0 ? "All available units are in your cart" : <AddLabel />}
        </Button>
      </div>
      {inCart > 0 && <p className="text-sm text-muted">{`You have ${showNumber(inCart)} in your cart.`}</p>}
    </div>
  );
}

function leftText(addable: number, inCart: number): string {
  return inCart > 0 ? `You can add only ${showNumber(addable)} more.` : `Only ${showNumber(addable)} left.`;
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
