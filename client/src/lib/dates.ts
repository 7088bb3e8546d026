import { locales } from "./locale";

const dayAndTime = new Intl.DateTimeFormat([...locales], { dateStyle: "medium", timeStyle: "short" });
const exactTime = new Intl.DateTimeFormat([...locales], { timeStyle: "medium" });
// Words, which are English everywhere here.
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

export function showDate(time: string): string {
  return dayAndTime.format(new Date(time));
}

export function showTime(time: string | number): string {
  return exactTime.format(new Date(time));
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
