import { showCents } from "@/lib/money";
import type { CartLine } from "../model/lines";
import { totals } from "../model/totals";

export function CartTotals({ lines }: { lines: CartLine[] }) {
  const { goods, fees, amount } = totals(lines);
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-y-1.5 text-sm tabular-nums">
      <dt className="text-muted">Goods</dt>
      <dd className="text-end">{showCents(goods)}</dd>
      <dt className="text-muted">Service fee</dt>
      <dd className="text-end">{showCents(fees)}</dd>
      <dt className="mt-1.5 border-t border-line pt-3 text-base font-semibold">To pay</dt>
      <dd className="mt-1.5 border-t border-line pt-3 text-end text-base font-semibold">
        {showCents(amount)}
      </dd>
    </dl>
  );
}
