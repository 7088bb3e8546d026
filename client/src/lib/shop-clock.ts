const exactEnough = 2_000;

let ahead = 0;

/** The clock of the shop, from the Date of its answers: the one of a phone may be wrong by minutes. */
export function shopNow(): number {
  return Date.now() + ahead;
}

/** A Date has whole seconds, and an answer travels, so a small difference says nothing. */
export function noteShopTime(date: string | null, now: number = Date.now()): void {
  const time = Date.parse(date ?? "");
  if (Number.isNaN(time)) return;
  const measured = time - now;
  if (Math.abs(measured - ahead) > exactEnough) ahead = Math.abs(measured) > exactEnough ? measured : 0;
}
