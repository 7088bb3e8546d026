import { isDay } from "@/lib/day";

// Apart from days.ts: the parser of a route is in the first load.

export const presets = ["today", "7d", "30d", "month"] as const;
export type Preset = (typeof presets)[number];

/** The search parameters: a preset, or days that were chosen. Neither: 30 days. */
export type MoneySearch = { range?: Preset; from?: string; to?: string };

/** An unknown value becomes undefined; the router would keep a missing key. */
export function parseMoneySearch(raw: Record<string, unknown>): MoneySearch {
  const range = presets.find((one) => one === raw.range);
  const chosen = !range && isDay(raw.from) && isDay(raw.to) && raw.from <= raw.to;
  const none = { range, from: undefined, to: undefined };
  return chosen ? { ...none, from: raw.from as string, to: raw.to as string } : none;
}
