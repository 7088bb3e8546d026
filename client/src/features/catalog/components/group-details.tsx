import type { ReactNode } from "react";
import { Price } from "@/components/shop/price";
import { StreamBadge } from "@/components/ui/stream-badge";
import type { Group, Product } from "@/lib/api-client";
import type { StreamState } from "@/lib/events/event-hub";
import type { Options } from "@/lib/options";
import { allOf } from "../model/choice";
import { OptionPicker } from "./option-picker";
import { DetailsLayout, DescriptionText } from "./product-details";
import { ProductGallery } from "./product-gallery";
import { FromPrice } from "./from-price";
import { StockLabel } from "./stock-label";

type Props = {
  group: Group;
  variants: readonly Product[];
  /** Undefined until every option is chosen. */
  variant: Product | undefined;
  chosen: Options;
  onChoose: (chosen: Options) => void;
  stream: StreamState;
  children: ReactNode;
};

/** The page of a group: what all of its variants share, the options, and what the chosen variant has of its own. */
export function GroupDetails({ group, variants, variant, chosen, onChoose, stream, children }: Props) {
  const shown = picturedVariant(variants, variant);
  const labelled = variant ?? allOf(variants);
  const description = variant?.description || group.description;
  return (
    <article>
      <DetailsLayout
        art={shown && <ProductGallery key={shown.id} product={{ ...shown, name: group.name }} />}
      >
        <div className="flex flex-col gap-3">
          <h1 dir="auto" className="text-2xl sm:text-3xl lg:text-4xl">
            {group.name}
          </h1>
          {variant ? (
            <Price product={variant} className="text-xl" />
          ) : (
            <FromPrice variants={variants} className="text-xl" />
          )}
        </div>
        <OptionPicker {...{ variants, chosen, onChoose }} options={group.options} />
        <div className="flex min-h-6 items-center gap-3">
          {/* The start stands in the terms below. */}
          {labelled && <StockLabel product={{ ...labelled, sale_starts_at: null }} />}
          <StreamBadge state={stream} />
        </div>
        {children}
        <DescriptionText text={description} />
      </DetailsLayout>
    </article>
  );
}

/** One picture is enough for all variants: without its own a variant shows those of another. */
export function picturedVariant(
  variants: readonly Product[],
  variant: Product | undefined,
): Product | undefined {
  const hasPicture = ({ images, image }: Product) => images.length > 0 || image !== "";
  if (variant && hasPicture(variant)) return variant;
  return variants.find(hasPicture) ?? variant ?? variants[0];
}
