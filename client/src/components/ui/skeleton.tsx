import { clsx } from "clsx";

/** A placeholder during loading. Give it the size of the content. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden className={clsx("animate-shimmer rounded-md bg-line/70", className)} />;
}
