import { PriceSkeleton } from "@/components/shop/price";
import { showMoney } from "@/lib/money";
import type { CartQuote } from "../hooks/use-cart-quote";

export function CartTotals({ quote: { amount, currency, outage } }: { quote: CartQuote }) {
  return (
    <dl className="grid grid-cols-[1fr_auto] text-base font-semibold tabular-nums">
      <dt>To pay</dt>
      <dd className="text-end">
        {amount !== undefined ? (
          <span>{showMoney(amount, currency)}</span>
        ) : outage ? (
          <span className="text-sm font-normal text-muted">Not known right now</span>
        ) : (
          <PriceSkeleton className="h-6 w-20" />
        )}
      </dd>
    </dl>
  );
}
