import { clsx } from "clsx";
import type { ListedProduct } from "@/lib/api-client";
import { useSale } from "@/lib/use-sale";
import { groupLevel, groupText, saleText, stockLevel, stockText } from "../model/stock";

const dots = { sold_out: "bg-bad", few: "bg-warn", plenty: "bg-good", closed: "bg-muted" };
const texts = { sold_out: "text-bad", few: "text-warn", plenty: "text-muted", closed: "text-muted" };

/** What is left; of a product that is not on sale when it is. */
export function StockLabel({ product }: { product: ListedProduct }) {
  const { available, summary } = product;
  const closed = saleText(useSale(product));
  const level = closed ? "closed" : summary ? groupLevel(summary) : stockLevel(available);
  return (
    <span className={clsx("inline-flex items-center gap-1.5 text-sm font-medium", texts[level])}>
      <span aria-hidden className={clsx("size-2 shrink-0 rounded-full", dots[level])} />
      {closed ?? (summary ? groupText(summary) : stockText(available))}
    </span>
  );
}
