// How far the clock of the shop is ahead of ours, in milliseconds: not less than the first, not more than the second.
let least = -Infinity;
let most = Infinity;

/**
 * The clock of the shop, from the Date of its answers: the one of a phone may be wrong by minutes. Ours counts as long as it
 * may be right. Else the shop's time is the earliest that it can be, so that nothing opens too soon.
 */
export function shopNow(): number {
  const isPossible = least <= 0 && most >= 0;
  return Date.now() + (isPossible ? 0 : least);
}

/**
 * A Date has whole seconds and was written between the request and its answer. Several answers together say it more exactly
 * than one. If they contradict each other, a clock was set: the last one counts.
 */
export function noteShopTime(date: string | null, asked: number, answered: number = Date.now()): void {
  const time = Date.parse(date ?? "");
  if (Number.isNaN(time)) return;
  const [low, high] = [time - answered, time + 999 - asked];
  const agrees = low <= most && high >= least;
  least = agrees ? Math.max(least, low) : low;
  most = agrees ? Math.min(most, high) : high;
}
