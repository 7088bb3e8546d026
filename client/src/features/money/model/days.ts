import { dayAt, isDay } from "@/lib/day";
import type { MoneySearch, Preset } from "./money-search";

/** Days of UTC ("2026-11-29"), both included. */
export type Days = { from: string; to: string };

export const presetNames: Record<Preset, string> = {
  today: "Today",
  "7d": "7 days",
  "30d": "30 days",
  month: "This month",
};

const mostDays = 366;
const usual: Preset = "30d";
const dayLength = 86_400_000;

export function addDays(day: string, count: number): string {
  return dayAt(Date.parse(day) + count * dayLength);
}

export function countDays({ from, to }: Days): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLength) + 1;
}

export function presetOf({ range, from }: MoneySearch): Preset | undefined {
  return range ?? (from ? undefined : usual);
}

export function daysOf(search: MoneySearch, today: string): Days {
  const { from, to } = search;
  switch (presetOf(search)) {
    case "today":
      return { from: today, to: today };
    case "7d":
      return { from: addDays(today, -6), to: today };
    case "month":
      return { from: `${today.slice(0, 8)}01`, to: today };
    case "30d":
      return { from: addDays(today, -29), to: today };
    default:
      return { from: from ?? today, to: to ?? today };
  }
}

/** Why the service would refuse these days. */
export function faultOfDays(days: Days): string | undefined {
  if (!isDay(days.from) || !isDay(days.to)) return "Choose both days.";
  if (days.from > days.to) return "The first day is after the last day.";
  return countDays(days) > mostDays ? "At most 366 days can be shown." : undefined;
}
