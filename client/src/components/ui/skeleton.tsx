import { clsx } from "clsx";

/** A grey shape where something will be; give it that thing's size. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden className={clsx("animate-shimmer rounded-md bg-line/70", className)} />;
}
