import { locales } from "./locale";

export { showDate } from "./show-date";

const dayAndSecond = new Intl.DateTimeFormat([...locales], { dateStyle: "medium", timeStyle: "medium" });
const day = new Intl.DateTimeFormat([...locales], { dateStyle: "long" });
const clock = new Intl.DateTimeFormat([...locales], { timeStyle: "short" });
const exactTime = new Intl.DateTimeFormat([...locales], { timeStyle: "medium" });
const dayOfUtc = new Intl.DateTimeFormat([...locales], { dateStyle: "medium", timeZone: "UTC" });
const shortDayOfUtc = new Intl.DateTimeFormat([...locales], {
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});
// Words, which are English everywhere here.
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** To the second: "Nov 27, 2026, 6:00:00 PM". */
export function showTimeOfDay(time: string): string {
  return dayAndSecond.format(new Date(time));
}

/** "November 22, 2026". */
export function showDay(time: string): string {
  return day.format(new Date(time));
}

/** "10:43 PM". */
export function showClock(time: string): string {
  return clock.format(new Date(time));
}

export function showTime(time: string | number): string {
  return exactTime.format(new Date(time));
}

/** A day of UTC, "2026-11-29", as "Nov 29, 2026". */
export function showUtcDay(day: string): string {
  return dayOfUtc.format(new Date(day));
}

/** "Nov 29". */
export function showShortDay(time: number): string {
  return shortDayOfUtc.format(time);
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "2 hours ago"; under a minute "just now". */
export function showAge(time: string, now: Date = new Date()): string {
  const seconds = (new Date(time).getTime() - now.getTime()) / 1000;
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return "just now";
}
