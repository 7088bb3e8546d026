import type { ReactNode } from "react";
import { Price } from "@/components/shop/price";
import { Skeleton } from "@/components/ui/skeleton";
import { StreamBadge } from "@/components/ui/stream-badge";
import type { Product } from "@/lib/api-client";
import type { StreamState } from "@/lib/events/event-hub";
import { OrderingFacts } from "./ordering-facts";
import { ProductGallery } from "./product-gallery";
import { StockLabel } from "./stock-label";

/** What it looks like on one side, what it is on the other. */
export function DetailsLayout({ art, children }: { art: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-6 md:grid-cols-2 md:gap-12">
      <div className="overflow-clip rounded-lg md:sticky md:top-24 md:self-start">{art}</div>
      <div className="flex flex-col gap-6 md:py-4">{children}</div>
    </div>
  );
}

type Props = { product: Product; stream: StreamState; children: ReactNode };

export function ProductDetails({ product, stream, children }: Props) {
  return (
    <article>
      <DetailsLayout art={<ProductGallery key={product.id} product={product} />}>
        <div className="flex flex-col gap-3">
          <h1 dir="auto" className="text-2xl sm:text-3xl lg:text-4xl">
            {product.name}
          </h1>
          <Price product={product} className="text-xl" />
        </div>
        <div className="flex min-h-6 items-center gap-3">
          {/* Its start stands in the terms below. */}
          <StockLabel product={{ ...product, sale_starts_at: null }} />
          <StreamBadge state={stream} />
        </div>
        {children}
        <DescriptionText text={product.description} />
      </DetailsLayout>
    </article>
  );
}

/** The end of the page: the description, and how an order goes. */
export function DescriptionText({ text }: { text: string }) {
  return (
    <>
      {text && (
        <section aria-label="Description" className="border-t border-line pt-6">
          <p dir="auto" className="max-w-prose whitespace-pre-line lg:text-lg">
            {text}
          </p>
        </section>
      )}
      <OrderingFacts />
    </>
  );
}

export function ProductDetailsSkeleton() {
  return (
    <div role="status" aria-label="Loading the product">
      <DetailsLayout art={<Skeleton className="aspect-square w-full max-md:aspect-4/3" />}>
        <div className="flex flex-col gap-3">
          <Skeleton className="h-10 w-4/5" />
          <Skeleton className="h-7 w-28" />
        </div>
        <Skeleton className="h-6 w-24" />
        <Skeleton className="h-12 w-full" />
        <Skeleton className="h-24 w-full" />
      </DetailsLayout>
    </div>
  );
}
