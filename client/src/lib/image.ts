import type { Product } from "./api-client";

export type ProductImage = Product["images"][number];

/** What an <img> needs of a picture. One at an address has no other widths. */
export type Picture = { src: string; alt: string; srcSet?: string; width?: number; height?: number };

/** The address of a picture that the shop can show: one on its own origin, which is all that a page may load. */
export function ownImage(image: string, origin = location.origin): string | undefined {
  if (image === "" || !URL.canParse(image, origin)) return undefined;
  const url = new URL(image, origin);
  return url.origin === origin ? url.href : undefined;
}

/** The pictures of a product: those that were uploaded, else the one at its address. */
export function picturesOf({ images, image }: Pick<Product, "images" | "image">): Picture[] {
  if (images.length > 0) return images.map(uploaded);
  const src = ownImage(image);
  return src ? [{ src, alt: "" }] : [];
}

const smallerWidths = [320, 640];

/** An uploaded picture has a file of its own width, and one of each smaller width. */
export function uploaded({ hash, alt, width, height }: ProductImage): Picture {
  const file = (pixels: number) => `/media/${hash}-${pixels}.webp`;
  const widths = [...smallerWidths.filter((smaller) => smaller < width), width];
  const srcSet = widths.map((pixels) => `${file(pixels)} ${pixels}w`).join(", ");
  return { src: file(width), alt, srcSet, width, height };
}

/** An address that stands for the product where only one fits: in a line of the cart. */
export function imageOf({ images, image }: Pick<Product, "images" | "image">): string {
  const [first] = images;
  return first ? `/media/${first.hash}-${Math.min(first.width, 320)}.webp` : image;
}
