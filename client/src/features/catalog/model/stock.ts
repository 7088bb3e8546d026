import { showDate } from "@/lib/show-date";
import { showNumber } from "@/lib/locale";
import type { Sale } from "@/lib/sale";

const few = 5;

export type StockLevel = "sold_out" | "few" | "plenty";

export function stockLevel(available: number): StockLevel {
  if (available <= 0) return "sold_out";
  return available <= few ? "few" : "plenty";
}

export function stockText(available: number): string {
  return available > 0 ? `${showNumber(available)} left` : "Sold out";
}

type Summary = { in_stock: boolean; variants: number };

export function groupLevel({ in_stock }: Summary): StockLevel {
  return in_stock ? "plenty" : "sold_out";
}

export function groupText({ in_stock, variants }: Summary): string {
  if (!in_stock) return "Sold out";
  return variants === 1 ? "In stock" : `${showNumber(variants)} options`;
}

/** Of a product that cannot be ordered now for its times; undefined: it can. */
export function saleText(sale: Sale): string | undefined {
  if (sale.kind === "soon") return `Starts ${showDate(sale.startsAt)}`;
  if (sale.kind === "frozen") return "Sale paused";
  return sale.kind === "ended" ? "Sale ended" : undefined;
}
