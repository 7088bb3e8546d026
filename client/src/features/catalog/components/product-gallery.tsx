import { clsx } from "clsx";
import { useState } from "react";
import { ProductPicture } from "@/components/ui/product-art";
import type { Product } from "@/lib/api-client";
import { picturesOf } from "@/lib/image";

/** The pictures of a product: one large, and with several a row of buttons that choose it. */
export function ProductGallery({ product }: { product: Pick<Product, "id" | "name" | "image" | "images"> }) {
  const pictures = picturesOf(product);
  const [chosen, setChosen] = useState(0);
  const shown = pictures[chosen] ?? pictures[0];
  const whole = shown?.width ? "object-contain bg-sunken" : "max-md:aspect-4/3";
  return (
    <div className="flex flex-col gap-3">
      <ProductPicture
        key={shown?.src}
        id={product.id}
        picture={shown}
        sizes="(min-width: 80rem) 36rem, (min-width: 48rem) 46vw, 84vw"
        first
        className={clsx("w-full rounded-lg", whole)}
      />
      {pictures.length > 1 && (
        <ul aria-label="Pictures" className="flex flex-wrap gap-2 p-1">
          {pictures.map((picture, index) => (
            <li key={picture.src}>
              <button
                type="button"
                aria-label={picture.alt || `Picture ${index + 1} of ${pictures.length}`}
                aria-pressed={picture === shown}
                onClick={() => setChosen(index)}
                className="block overflow-hidden rounded-md ring-line-strong aria-pressed:ring-2 aria-pressed:ring-accent"
              >
                <ProductPicture id={product.id} picture={{ ...picture, alt: "" }} className="size-16" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
