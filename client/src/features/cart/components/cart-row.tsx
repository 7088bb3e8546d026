import { Link } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { FeeNote, PriceSkeleton } from "@/components/shop/price";
import { Button } from "@/components/ui/button";
import { ProductArt } from "@/components/ui/product-art";
import { QuantityStepper } from "@/components/ui/quantity-stepper";
import type { CartLine } from "@/lib/cart-line";
import { showMoney } from "@/lib/money";
import type { QuotedLine } from "@/lib/quotes";
import { readQuantity } from "@/lib/read-quantity";
import { useCart } from "../hooks/use-cart";
import { useCartDrawer } from "../hooks/use-cart-drawer";
import { removeAndFocus } from "./remove-and-focus";

const mostUnits = 1_000_000;

type Props = {
  line: CartLine;
  /** Undefined until the line has been quoted. */
  quote: QuotedLine | undefined;
  /** The stock and the limits, if known. */
  max?: number;
  error?: string;
  /** Messages and actions of this line. */
  children?: ReactNode;
};

export function CartRow({ line, quote, max = mostUnits, error, children }: Props) {
  const remove = useCart((cart) => cart.remove);
  const drawer = useCartDrawer();
  const row = useRef<HTMLLIElement>(null);
  const quantity = useQuantityText(line);
  return (
    <li ref={row} className="flex flex-col gap-3 py-4">
      <div className="flex gap-4">
        <ProductArt id={line.id} image={line.image} className="size-20 shrink-0 rounded-md" />
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          <div className="flex items-start justify-between gap-3">
            <Link
              to="/products/$id"
              params={{ id: line.id }}
              replace={drawer.open}
              dir="auto"
              className="min-w-0 rounded-sm font-semibold wrap-anywhere hover:underline"
            >
              {line.name}
            </Link>
            {!quantity.why && <LineAmount quote={quote} />}
          </div>
          <UnitPrice quote={quote} agreed={line.total} />
          <div className="flex items-start justify-between gap-2">
            <QuantityStepper
              label={`Quantity of ${line.name}`}
              text={quantity.text}
              onText={quantity.setText}
              max={Math.max(max, line.quantity)}
              error={quantity.why ?? error}
            />
            <Button
              look="quiet"
              size="icon"
              aria-label={`Remove ${line.name}`}
              onClick={() => removeAndFocus(row.current, line.name, () => remove(line.id))}
            >
              <Trash2 size={18} aria-hidden />
            </Button>
          </div>
        </div>
      </div>
      {!quantity.why && children}
    </li>
  );
}

/** Amount of a line that is part of the total. */
function LineAmount({ quote }: { quote: QuotedLine | undefined }) {
  if (!quote) return <PriceSkeleton className="h-6 w-16" />;
  if (quote.amount === null || quote.refusal !== null) return null;
  return (
    <span className="shrink-0 font-semibold whitespace-nowrap tabular-nums">
      {showMoney(quote.amount, quote.currency)}
    </span>
  );
}

function UnitPrice({ quote, agreed }: { quote: QuotedLine | undefined; agreed: number | null }) {
  if (!quote) return <PriceSkeleton className="h-5 w-32" />;
  if (quote.total === null) return null;
  const changed = agreed !== null && agreed !== quote.total;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-muted tabular-nums">
      <span>{`${showMoney(quote.total, quote.currency)} each`}</span>
      {changed && <span className="text-warn">{`was ${showMoney(agreed, quote.currency)}`}</span>}
      <FeeNote quote={quote} />
    </p>
  );
}

/** Shows the quantity of the line. Invalid text stays in the field and blocks the order. */
function useQuantityText({ id, quantity }: CartLine) {
  const setQuantity = useCart((cart) => cart.setQuantity);
  const markUnreadable = useCart((cart) => cart.markUnreadable);
  const [draft, setDraft] = useState<string>();
  useEffect(() => () => markUnreadable(id, false), [id, markUnreadable]);
  const read = (text: string) => readQuantity(text, mostUnits, "An order has at most 1,000,000 units.");

  function setText(text: string) {
    const typed = read(text);
    setDraft(typed.ok ? undefined : text);
    markUnreadable(id, !typed.ok);
    if (typed.ok) setQuantity(id, typed.value);
  }

  const typed = draft === undefined ? undefined : read(draft);
  return { text: draft ?? String(quantity), setText, why: typed && !typed.ok ? typed.why : undefined };
}
