import { clsx } from "clsx";
import { memo, useState } from "react";
import type { Product } from "@/lib/api-client";
import { drawArt } from "@/lib/art";
import { picturesOf, type Picture, type ProductImage } from "@/lib/image";

type Props = {
  id: string;
  image?: string;
  images?: Product["images"];
  className?: string;
  /** How wide it is shown, as of an <img>; without it, as wide as a thumbnail. */
  sizes?: string;
  /** It is in the first view: it is loaded at once. */
  first?: boolean;
};

const none: ProductImage[] = [];

/** The product's first picture, or art drawn from its id when there is none to show. Decorative: the name is beside it. */
export const ProductArt = memo(function ProductArt({ image = "", images = none, ...rest }: Props) {
  const picture = picturesOf({ image, images })[0];
  return <ProductPicture picture={picture && { ...picture, alt: "" }} {...rest} />;
});

type PictureProps = Omit<Props, "image" | "images"> & { picture: Picture | undefined };

/** One picture of a product. Drawn art takes the place of one that is missing or broken. */
export function ProductPicture({ id, picture, className, sizes = "5rem", first = false }: PictureProps) {
  const [broken, setBroken] = useState<string>();
  if (!picture || picture.src === broken)
    return <DrawnArt id={id} alt={picture?.alt} className={className} />;
  const { srcSet, alt, ...rest } = picture;
  return (
    <img
      {...rest}
      alt={alt}
      srcSet={srcSet}
      sizes={srcSet && sizes}
      dir="auto"
      loading={first ? "eager" : "lazy"}
      fetchPriority={first ? "high" : "auto"}
      onError={() => setBroken(picture.src)}
      className={clsx("aspect-square object-cover", className)}
    />
  );
}

function DrawnArt({ id, alt, className }: Pick<Props, "id" | "className"> & { alt: string | undefined }) {
  const { background, shapes } = drawArt(id);
  return (
    <svg
      viewBox="0 0 120 120"
      preserveAspectRatio="xMidYMid slice"
      {...(alt ? { role: "img", "aria-label": alt } : { "aria-hidden": true })}
      className={clsx("aspect-square dark:brightness-75", className)}
    >
      <path d="M0 0h120v120H0z" fill={background} />
      {shapes.map(({ d, fill }, index) => (
        <path key={index} d={d} fill={fill} fillRule="evenodd" />
      ))}
    </svg>
  );
}
