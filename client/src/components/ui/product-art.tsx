import { clsx } from "clsx";
import { memo, useState } from "react";
import { drawArt } from "@/lib/art";
import { ownImage } from "@/lib/image";

type Props = { id: string; image?: string; className?: string };

/** The product's picture, or art drawn from its id when the picture cannot be shown. Decorative: the name is beside it. */
export const ProductArt = memo(function ProductArt({ id, image = "", className }: Props) {
  const source = ownImage(image);
  const [broken, setBroken] = useState<string>();
  if (!source || source === broken) return <DrawnArt id={id} className={className} />;
  return (
    <img
      src={source}
      alt=""
      loading="lazy"
      onError={() => setBroken(source)}
      className={clsx("aspect-square object-cover", className)}
    />
  );
});

function DrawnArt({ id, className }: Pick<Props, "id" | "className">) {
  const { background, shapes } = drawArt(id);
  return (
    <svg
      viewBox="0 0 120 120"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden
      className={clsx("aspect-square dark:brightness-75", className)}
    >
      <path d="M0 0h120v120H0z" fill={background} />
      {shapes.map(({ d, fill }, index) => (
        <path key={index} d={d} fill={fill} fillRule="evenodd" />
      ))}
    </svg>
  );
}
