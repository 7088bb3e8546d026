import { drawTile } from "@/lib/art";

const tiles = ["saffron", "indigo", "mint", "rose", "amber", "clay", "olive", "sea"];

/** The banner of the shop. On a phone the products come first. */
export function ShopBanner() {
  return (
    <section className="max-sm:sr-only overflow-hidden rounded-lg bg-banner text-on-banner lg:flex lg:items-stretch lg:justify-between">
      <div className="flex flex-col justify-center gap-1.5 px-5 py-5 sm:gap-2 sm:px-10 sm:py-7">
        <h1 className="text-xl sm:text-3xl lg:text-4xl">Well-made things at honest prices.</h1>
        <p className="max-w-md text-sm text-on-banner-muted sm:text-base">
          Stock and prices update while you browse.
        </p>
      </div>
      <div aria-hidden className="grid shrink-0 grid-cols-8 lg:grid-cols-4">
        {tiles.map((name) => (
          <Tile key={name} id={name} />
        ))}
      </div>
    </section>
  );
}

function Tile({ id }: { id: string }) {
  const { background, shapes } = drawTile(id);
  return (
    <svg viewBox="0 0 120 120" className="w-full lg:size-22">
      <path d="M0 0h120v120H0z" fill={background} />
      {shapes.map(({ d, fill }) => (
        <path key={fill} d={d} fill={fill} fillRule="evenodd" />
      ))}
    </svg>
  );
}
