import { ShoppingBag } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { QuantityStepper } from "@/components/ui/quantity-stepper";
import type { Product } from "@/lib/api-client";
import { announce } from "@/lib/announce";
import { showNumber } from "@/lib/locale";
import { readQuantity } from "@/lib/read-quantity";
import { mostUnitsOf, type Sale } from "@/lib/sale";
import { useSale } from "@/lib/use-sale";

// By itself: most products have no terms.
const SaleTerms = lazy(async () => ({ default: (await import("./sale-terms")).SaleTerms }));

type Props = {
  product: Product;
  inCart: number;
  /** The product is limited for each person, and the buyer is not signed in. */
  asksToSignIn?: boolean;
  onAdd: (quantity: number) => void;
};

/** The button names the reason why it is disabled. Stock changes are announced to screen readers. */
export function PurchaseBox({ product, inCart, asksToSignIn = false, onAdd }: Props) {
  const [text, setText] = useState("1");
  const sale = useSale(product);
  const most = mostUnitsOf(product);
  const isLimited = most < product.available;
  const addable = Math.max(0, Math.min(product.available, most) - inCart);
  const wanted = readQuantity(
    text,
    addable,
    isLimited ? limitOf(addable, inCart) : leftText(addable, inCart),
  );
  const closed = closedText(product, sale) ?? (addable === 0 ? fullText(isLimited) : undefined);
  useNews(product.available, (before) => stockNews(product.name, product.available, before));
  useNews(sale.kind, () => saleNews(product.name, sale.kind));

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-3">
        <QuantityStepper
          label="Quantity"
          text={text}
          onText={setText}
          max={addable}
          disabled={closed !== undefined}
          error={wanted.ok || closed !== undefined ? undefined : wanted.why}
        />
        <Button
          look="primary"
          size="lg"
          className="flex-1 basis-40"
          disabled={!wanted.ok || closed !== undefined}
          onClick={() => {
            if (!wanted.ok) return;
            onAdd(wanted.value);
            setText("1");
          }}
        >
          {closed ?? <AddLabel />}
        </Button>
      </div>
      {(most < Infinity || product.sale_starts_at !== null || product.sale_ends_at !== null) && (
        <Suspense>
          <SaleTerms product={product} sale={sale} asksToSignIn={asksToSignIn} />
        </Suspense>
      )}
      {inCart > 0 && <p className="text-sm text-muted">{`You have ${showNumber(inCart)} in your cart.`}</p>}
    </div>
  );
}

/** Why nobody can order it now; undefined: it can be ordered. */
function closedText({ available }: Product, { kind }: Sale): string | undefined {
  if (kind === "frozen") return "Sale paused";
  if (kind === "ended") return "The sale has ended";
  if (available <= 0) return "Sold out";
  return kind === "soon" ? "Not on sale yet" : undefined;
}

function fullText(isLimited: boolean): string {
  return isLimited ? "You have as many as you can order" : "All available units are in your cart";
}

function limitOf(addable: number, inCart: number): string {
  return inCart > 0 ? leftText(addable, inCart) : `You can order at most ${showNumber(addable)}.`;
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

function saleNews(name: string, kind: Sale["kind"]): string | undefined {
  if (kind === "open") return `The sale of ${name} has started.`;
  if (kind === "ended") return `The sale of ${name} has ended.`;
  return kind === "frozen" ? `The sale of ${name} is paused.` : undefined;
}

function stockNews(name: string, available: number, before: number): string | undefined {
  if (available <= 0) return `${name} is sold out.`;
  return before <= 0 ? `${name} is in stock again.` : undefined;
}

/** Announces what the change of a value means, if it means something. */
function useNews<T>(value: T, newsOf: (before: T) => string | undefined) {
  const last = useRef(value);
  useEffect(() => {
    const before = last.current;
    last.current = value;
    const news = value !== before && newsOf(before);
    if (news) announce(news);
  });
}
