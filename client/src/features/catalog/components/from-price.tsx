import { Price } from "@/components/shop/price";

type Priced = { id: string; price: number };
type Props = { variants: readonly Priced[]; className?: string };

/** The lowest price of some variants, and whether there are higher ones. */
export function FromPrice({ variants, className }: Props) {
  const cheapest = variants.reduce<Priced | undefined>(
    (least, one) => (least && least.price <= one.price ? least : one),
    undefined,
  );
  if (!cheapest) return null;
  const price = <Price product={cheapest} {...(className && { className })} />;
  if (variants.every((one) => one.price === cheapest.price)) return price;
  return (
    <span className="flex flex-wrap items-baseline gap-x-1.5">
      <span className="text-sm text-muted">from</span> {price}
    </span>
  );
}
