import { clsx } from "clsx";
import { memo } from "react";
import { drawArt } from "@/lib/art";

type Props = { id: string; image?: string; className?: string };

/** The product's picture: its own where it lies on this origin, else art from its id. Decorative: the name is beside it. */
export const ProductArt = memo(function ProductArt({ id, image, className }: Props) {
  if (image?.startsWith("/")) {
    return (
      <img src={image} alt="" loading="lazy" className={clsx("aspect-square object-cover", className)} />
    );
  }
  const { background, shapes } = drawArt(id);
  return (
    <svg
      viewBox="0 0 120 120"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden
      className={clsx("aspect-square", className)}
    >
      <path d="M0 0h120v120H0z" fill={background} />
      {shapes.map(({ d, fill }, index) => (
        <path key={index} d={d} fill={fill} fillRule="evenodd" />
      ))}
    </svg>
  );
});
