import { Link } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useId, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ProductArt } from "@/components/ui/product-art";
import { QuantityStepper } from "@/components/ui/quantity-stepper";
import { quote, showCents } from "@/lib/money";
import { useCart } from "../hooks/use-cart";
import type { CartLine } from "../model/lines";

const mostUnits = 1_000_000;

type Props = {
  line: CartLine;
  /** As many as there are, where that is known. */
  max?: number;
  error?: string;
  busy?: boolean;
  /** What the shopper must know or do about this line. */
  children?: ReactNode;
};

export function CartRow({ line, max = mostUnits, error, busy, children }: Props) {
  const setQuantity = useCart((cart) => cart.setQuantity);
  const remove = useCart((cart) => cart.remove);
  const show = useCart((cart) => cart.show);
  const errorId = useId();
  const { total, amount } = quote(line.price, line.quantity);
  return (
    <li className="flex flex-col gap-3 py-4">
      <div className="flex gap-4">
        <ProductArt id={line.id} image={line.image} className="size-20 shrink-0 rounded-md" />
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          <div className="flex items-start justify-between gap-3">
            <Link
              to="/products/$id"
              params={{ id: line.id }}
              onClick={() => show(false)}
              dir="auto"
              className="rounded-sm font-semibold hover:underline"
            >
              {line.name}
            </Link>
            <span className="shrink-0 font-semibold whitespace-nowrap tabular-nums">{showCents(amount)}</span>
          </div>
          <p className="text-sm text-muted tabular-nums">{showCents(total)} each, with the fee</p>
          <div className="flex items-center justify-between gap-2">
            <QuantityStepper
              label={`Quantity of ${line.name}`}
              value={line.quantity}
              max={Math.max(max, line.quantity)}
              onChange={(quantity) => setQuantity(line.id, quantity)}
              disabled={busy}
              invalid={Boolean(error)}
              describedBy={error ? errorId : undefined}
            />
            <Button
              look="quiet"
              size="icon"
              aria-label={`Remove ${line.name}`}
              disabled={busy}
              onClick={() => remove(line.id)}
            >
              <Trash2 size={18} aria-hidden />
            </Button>
          </div>
          {error && (
            <p id={errorId} role="alert" className="text-sm font-medium text-bad">
              {error}
            </p>
          )}
        </div>
      </div>
      {children}
    </li>
  );
}
