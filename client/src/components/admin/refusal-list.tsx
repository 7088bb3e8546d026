import { showNumber } from "@/lib/locale";

export type Refusal = { reason: string; count: number };

const words: Record<string, string> = {
  sold_out: "Sold out",
  insufficient_stock: "Too few units left",
  not_on_sale: "Not on sale at that time",
  limit_reached: "Over a limit",
  sign_in_required: "Not signed in",
  product_not_found: "No such product",
};

type Props = { refusals: readonly Refusal[]; none: string };

/** How many orders were refused, by reason, the most first. */
export function RefusalList({ refusals, none }: Props) {
  if (refusals.length === 0) return <p className="text-sm text-muted">{none}</p>;
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-2 text-sm">
      {refusals.map(({ reason, count }) => (
        <div key={reason} className="contents">
          <dt>{words[reason] ?? reason.replaceAll("_", " ")}</dt>
          <dd className="text-end font-semibold tabular-nums">{showNumber(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
