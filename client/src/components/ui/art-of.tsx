import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import type { Product } from "@/lib/api-client";
import { groupPicturesQuery, hasPictures, picturesQuery } from "@/lib/pictures";
import { useSeen } from "@/lib/use-seen";
import { ProductArt } from "./product-art";

type Props = { id: string; className?: string };

/** The picture of a product of which only the id is known. It is asked for once the place is near the screen. */
export function ArtOf({ id, className }: Props) {
  const { seen, watch } = useSeen();
  const { data, isError } = useQuery({ ...picturesQuery(id), enabled: seen });
  if (!data && !isError) return <span ref={watch} className={clsx("aspect-square bg-sunken", className)} />;
  return <ProductArt id={id} {...data} className={className} />;
}

/** A variant without pictures of its own shows those that its group shares. */
export function VariantArt({ product, className }: { product: Product; className?: string }) {
  const { id, group } = product;
  const isShared = group !== null && !hasPictures(product);
  const { data } = useQuery({ ...groupPicturesQuery(group ?? ""), enabled: isShared });
  const { image, images } = (isShared && data) || product;
  return <ProductArt id={id} image={image} images={images} className={className} />;
}
