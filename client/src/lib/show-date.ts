import { locales } from "./locale";

const dayAndTime = new Intl.DateTimeFormat([...locales], { dateStyle: "medium", timeStyle: "short" });

/** "Nov 27, 2026, 6:00 PM". By itself, because the first page of the shop loads no other date. */
export function showDate(time: string): string {
  return dayAndTime.format(new Date(time));
}
