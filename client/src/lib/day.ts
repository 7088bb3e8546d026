/** The day of UTC at this time: "2026-11-29". */
export function dayAt(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && dayAt(time) === value;
}
