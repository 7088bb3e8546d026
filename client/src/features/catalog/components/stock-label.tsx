import { clsx } from "clsx";
import { stockLevel, stockText } from "../model/stock";

const dots = { sold_out: "bg-bad", few: "bg-warn", plenty: "bg-good" };
const texts = { sold_out: "text-bad", few: "text-warn", plenty: "text-muted" };

export function StockLabel({ available }: { available: number }) {
  const level = stockLevel(available);
  return (
    <span
      className={clsx("inline-flex items-center gap-1.5 text-sm font-medium whitespace-nowrap", texts[level])}
    >
      <span aria-hidden className={clsx("size-2 rounded-full", dots[level])} />
      {stockText(available)}
    </span>
  );
}
