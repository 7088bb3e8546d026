const dayLength = 86_400_000;
const longest = 7 * dayLength;

/** The day of UTC from which a sale is shown: of its start in the last week, else today. */
export function firstDay(startsAt: string | null, now: number): string {
  const start = startsAt === null ? NaN : Date.parse(startsAt);
  const isRecent = start <= now && now - start < longest;
  return new Date(isRecent ? start : now).toISOString().slice(0, 10);
}
