import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Skeleton } from "@/components/ui/skeleton";
import { showMoney } from "@/lib/money";
import { shopQuery } from "@/lib/shop";
import { isOf, unitQuoteQuery, type QuotedLine } from "@/lib/quotes";

type Product = { id: string; price: number };

/** The price of one unit including the fee. Shows no number until payment has quoted it. */
export function Price({ product, className }: { product: Product; className?: string }) {
  const { quote, failed } = useUnitQuote(product);
  if (!quote && failed) return <span className="text-sm text-muted">Price not available right now</span>;
  if (!quote) return <AwaitedPrice className={className} />;
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <span className={clsx("font-semibold tabular-nums", className)}>{moneyOf(quote, "total")}</span>
      <FeeNote quote={quote} />
    </span>
  );
}

/** Reserves the space of the price and its fee, so that nothing moves when they arrive. */
function AwaitedPrice({ className }: { className: string | undefined }) {
  const { data: shop } = useQuery(shopQuery);
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <span className="sr-only">Checking the price</span>
      <Blank digits={6} className={clsx("font-semibold tabular-nums", className)} />
      {shop?.fee_percent !== 0 && <Blank digits={13} className="text-xs" />}
    </span>
  );
}

function Blank({ digits, className }: { digits: number; className: string }) {
  const figureSpace = "\u2007";
  return (
    <span aria-hidden className={clsx("animate-shimmer rounded-md bg-line/70", className)}>
      {figureSpace.repeat(digits)}
    </span>
  );
}

/** Undefined until payment has quoted the price. */
export function useUnitQuote({ id, price }: Product): { quote: QuotedLine | undefined; failed: boolean } {
  const { data, isError } = useQuery(unitQuoteQuery(id, price));
  return { quote: data && isOf(price, data) ? data : undefined, failed: isError };
}

/** The fee is part of the price; a shop without a fee does not mention it. */
export function FeeNote({ quote }: { quote: Pick<QuotedLine, "fee" | "currency"> }) {
  if (!quote.fee) return null;
  return <span className="text-xs text-muted">{`incl. ${showMoney(quote.fee, quote.currency)} fee`}</span>;
}

export function PriceSkeleton({ className }: { className: string }) {
  return (
    <span className="inline-block">
      <span className="sr-only">Checking the price</span>
      <Skeleton className={className} />
    </span>
  );
}

function moneyOf(quote: QuotedLine, field: "total" | "amount"): string {
  return showMoney(quote[field] ?? 0, quote.currency);
}
