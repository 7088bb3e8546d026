import type { ReactNode, RefCallback } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import type { ListedProduct } from "@/lib/api-client";
import { ProductCard } from "./product-card";

function Grid({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul
      aria-label={label}
      className="grid grid-cols-[repeat(auto-fill,minmax(min(9rem,100%),1fr))] gap-3 sm:grid-cols-2 sm:gap-5 md:grid-cols-3 xl:grid-cols-4"
    >
      {children}
    </ul>
  );
}

type Props = { products: readonly ListedProduct[]; observe: RefCallback<HTMLLIElement> };

/** `observe` gets every card, by the product's id. */
export function ProductGrid({ products, observe }: Props) {
  return (
    <Grid label="Products">
      {products.map((product, index) => (
        <li key={product.id} data-id={product.id} ref={observe}>
          <ProductCard product={product} first={index < 4} />
        </li>
      ))}
    </Grid>
  );
}

export function ProductGridSkeleton() {
  return (
    <div role="status" aria-label="Loading products">
      <Grid>
        {Array.from({ length: 12 }, (_, index) => (
          <li key={index} className="overflow-hidden rounded-lg bg-raised inset-ring inset-ring-line">
            <Skeleton className="aspect-square w-full rounded-none" />
            <div className="flex flex-col gap-2 p-3 sm:p-4">
              <Skeleton className="h-5 w-4/5 sm:h-6" />
              <div className="flex justify-between">
                <Skeleton className="h-6 w-16" />
                <Skeleton className="h-6 w-14" />
              </div>
            </div>
          </li>
        ))}
      </Grid>
    </div>
  );
}
