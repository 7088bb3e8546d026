import type { Product } from "./api-client";
import { showNumber } from "./locale";

type Terms = Pick<Product, "sale_starts_at" | "sale_ends_at" | "limit_per_order" | "limit_per_customer">;

/** Whether a product can be ordered at a time (milliseconds). */
export type Sale = { kind: "soon"; startsAt: string; left: number } | { kind: "open" } | { kind: "ended" };

export function saleOf({ sale_starts_at, sale_ends_at }: Terms, now: number): Sale {
  if (sale_ends_at !== null && now >= Date.parse(sale_ends_at)) return { kind: "ended" };
  if (sale_starts_at === null) return { kind: "open" };
  const left = Date.parse(sale_starts_at) - now;
  return left > 0 ? { kind: "soon", startsAt: sale_starts_at, left } : { kind: "open" };
}

/** The most units of one order; Infinity: no limit. */
export function mostUnitsOf({ limit_per_order, limit_per_customer }: Terms): number {
  return Math.min(limit_per_order ?? Infinity, limit_per_customer ?? Infinity);
}

/** "At most 2 a person." */
export function limitText({ limit_per_order, limit_per_customer }: Terms): string | undefined {
  const ofPerson = limit_per_customer !== null && `At most ${showNumber(limit_per_customer)} a person`;
  const isTold = limit_per_customer !== null && limit_per_customer <= (limit_per_order ?? Infinity);
  const ofOrder = limit_per_order !== null && !isTold && `at most ${showNumber(limit_per_order)} an order`;
  const text = [ofPerson, ofOrder].filter(Boolean).join(", ");
  return text ? `${text[0]?.toUpperCase()}${text.slice(1)}.` : undefined;
}

const [minute, hour, day] = [60, 3_600, 86_400];

/** "2 d 03:04:05", "03:04:05", "04:05": the last second shows 00:01. */
export function showCountdown(left: number): string {
  const seconds = Math.ceil(left / 1_000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const clock = `${two((seconds % hour) / minute)}:${two(seconds % minute)}`;
  if (seconds < hour) return clock;
  const rest = `${two((seconds % day) / hour)}:${clock}`;
  return seconds < day ? rest : `${showNumber(Math.floor(seconds / day))} d ${rest}`;
}
