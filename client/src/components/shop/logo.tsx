/** The mark is also the favicon: an eight-pointed star, as on a tile. */
export function Logo() {
  return (
    <span className="flex items-center gap-2.5">
      <svg viewBox="0 0 32 32" className="size-8" aria-hidden>
        <rect width="32" height="32" rx="9" className="fill-accent" />
        <path
          className="fill-saffron dark:fill-on-accent"
          fillRule="evenodd"
          d="M16 4l3.5 3.5h5v5L28 16l-3.5 3.5v5h-5L16 28l-3.5-3.5h-5v-5L4 16l3.5-3.5v-5h5zM11.5 16a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z"
        />
      </svg>
      <span className="text-xl font-bold tracking-tight @max-3xs:sr-only">Souk</span>
    </span>
  );
}
