import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Price } from "@/components/shop/price";
import { ProductArt } from "@/components/ui/product-art";
import type { Product } from "@/lib/api-client";
import { StockLabel } from "./stock-label";

/** About a quarter of a wide page, and half of a phone. */
const sizes = "(min-width: 80rem) 18rem, (min-width: 48rem) 30vw, 44vw";

/** `first`: it is in the first view of the page. */
export function ProductCard({ product, first }: { product: Product; first: boolean }) {
  const { id, name, available, image, images } = product;
  return (
    <Link
      to="/products/$id"
      params={{ id }}
      className="group flex h-full flex-col overflow-hidden rounded-lg bg-raised shadow-card inset-ring inset-ring-line transition-shadow hover:shadow-float"
    >
      <div className="overflow-hidden">
        <ProductArt
          id={id}
          image={image}
          images={images}
          sizes={sizes}
          first={first}
          className={clsx(
            "w-full transition duration-500 ease-out group-hover:scale-[1.04]",
            available <= 0 && "opacity-50 grayscale",
          )}
        />
      </div>
      <div className="flex flex-1 flex-col gap-2 p-3 sm:p-4">
        <h2 dir="auto" className="line-clamp-2 text-sm font-semibold tracking-tight sm:text-base">
          {name}
        </h2>
        <div className="mt-auto flex flex-wrap items-baseline justify-between gap-x-2">
          <Price product={product} />
          <StockLabel product={product} />
        </div>
      </div>
    </Link>
  );
}
