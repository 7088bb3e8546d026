/** How many orders there were at a time (milliseconds). */
export type Sample = { at: number; orders: number };

const over = 5_000;

/** With a new one, and without those that are too old to count. */
export function addSample(samples: readonly Sample[], next: Sample): Sample[] {
  const young = samples.filter(({ at }) => next.at - at <= over);
  return [...young, next];
}

/** Orders a second over the last five seconds; 0 with fewer than two samples. */
export function orderRate(samples: readonly Sample[]): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at === first.at) return 0;
  return (Math.max(0, last.orders - first.orders) / (last.at - first.at)) * 1_000;
}
