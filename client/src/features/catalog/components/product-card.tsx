import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Price } from "@/components/shop/price";
import { ProductArt } from "@/components/ui/product-art";
import type { ListedProduct } from "@/lib/api-client";
import { FromPrice } from "./from-price";
import { StockLabel } from "./stock-label";

/** About a quarter of a wide page, and half of a phone. */
const sizes = "(min-width: 80rem) 18rem, (min-width: 48rem) 30vw, 44vw";
const frame =
  "group flex h-full flex-col overflow-hidden rounded-lg bg-raised shadow-card inset-ring inset-ring-line transition-shadow hover:shadow-float";

type Props = { product: ListedProduct; first: boolean };

/** A product, or a group by one of its variants. `first`: it is in the first view of the page. */
export function ProductCard({ product, first }: Props) {
  const { id, group, summary } = product;
  const content = <Content product={product} first={first} />;
  if (summary && group)
    return (
      <Link to="/groups/$id" params={{ id: group }} className={frame}>
        {content}
      </Link>
    );
  return (
    <Link to="/products/$id" params={{ id }} className={frame}>
      {content}
    </Link>
  );
}

function Content({ product, first }: Props) {
  const { id, available, image, images, summary } = product;
  const soldOut = summary ? !summary.in_stock : available <= 0;
  return (
    <>
      <div className="overflow-hidden">
        <ProductArt
          id={id}
          image={image}
          images={images}
          sizes={sizes}
          first={first}
          className={clsx(
            "w-full transition duration-500 ease-out group-hover:scale-[1.04]",
            soldOut && "opacity-50 grayscale",
          )}
        />
      </div>
      <div className="flex flex-1 flex-col gap-2 p-3 sm:p-4">
        <h2 dir="auto" className="line-clamp-2 text-sm font-semibold tracking-tight sm:text-base">
          {summary?.name ?? product.name}
        </h2>
        <div className="mt-auto flex flex-wrap items-baseline justify-between gap-x-2">
          {summary ? <FromPrice variants={pricesOf(summary)} /> : <Price product={product} />}
          <StockLabel product={product} />
        </div>
      </div>
    </>
  );
}

type Summary = NonNullable<ListedProduct["summary"]>;

function pricesOf({ cheapest, lowest_price, highest_price }: Summary) {
  return [lowest_price, highest_price].map((price) => ({ id: cheapest, price }));
}
