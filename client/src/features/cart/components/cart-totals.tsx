import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { PriceSkeleton } from "@/components/shop/price";
import { showMoney } from "@/lib/money";
import { shopQuery } from "@/lib/shop";
import { useCart } from "../hooks/use-cart";
import type { CartQuote } from "../hooks/use-cart-quote";

type Props = {
  quote: CartQuote;
  /** In place of the total when no line can be ordered. */
  none: string;
};

/** The totals of the lines that can be ordered. A shop without a fee shows one total. */
export function CartTotals({ quote, none }: Props) {
  const { data: shop } = useQuery(shopQuery);
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-y-1.5 text-sm tabular-nums [&>dd]:text-end">
      {shop && shop.fee_percent > 0 && (
        <>
          <dt className="text-muted">Subtotal</dt>
          <dd>
            <Sum quote={quote} none={none} of="goods" />
          </dd>
          <dt className="text-muted">Service fee</dt>
          <dd>
            <Sum quote={quote} none={none} of="fees" />
          </dd>
        </>
      )}
      <dt className="text-base font-semibold">Total</dt>
      <dd className="text-base font-semibold">
        <Sum quote={quote} none={none} of="amount" />
      </dd>
    </dl>
  );
}

/** Only the total explains a missing number. */
function Sum({ quote, none, of }: Props & { of: "goods" | "fees" | "amount" }) {
  const unreadable = useCart((cart) => cart.unreadable.length > 0);
  const why = unreadable
    ? "Enter a quantity first"
    : quote.nothing
      ? none
      : quote.outage && !quote.sums && "Not available right now";
  if (why) return <span className="text-sm font-normal text-muted">{of === "amount" ? why : "–"}</span>;
  if (!quote.sums) return <PriceSkeleton className={clsx("w-20", of === "amount" ? "h-6" : "h-5")} />;
  return <span>{showMoney(quote.sums[of], quote.currency)}</span>;
}
