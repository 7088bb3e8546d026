import { showNumber } from "@/lib/locale";

const few = 5;

export type StockLevel = "sold_out" | "few" | "plenty";

export function stockLevel(available: number): StockLevel {
  if (available <= 0) return "sold_out";
  return available <= few ? "few" : "plenty";
}

export function stockText(available: number): string {
  return available > 0 ? `${showNumber(available)} left` : "Sold out";
}
