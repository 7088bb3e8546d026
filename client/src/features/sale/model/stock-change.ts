import type { components } from "@/lib/api-types/inventory";
import { readStock } from "@/lib/product-input";

export type StockChange = components["schemas"]["StockChange"];
export type ChangeText = { kind: "add" | "remove" | "counted"; units: string; reason: string };
export type ChangeErrors = Partial<Record<"units" | "reason", string>>;
export type ChangeRead = { change: StockChange } | { errors: ChangeErrors };

export const emptyChange: ChangeText = { kind: "add", units: "", reason: "" };
export const longestReason = 200;

/** What is added or removed is at least one unit; what was counted may be none. */
export function readChange({ kind, units, reason }: ChangeText): ChangeRead {
  const errors: ChangeErrors = {};
  const count = readStock(units);
  const why = reason.trim();
  if (!count.ok) errors.units = count.why;
  else if (kind !== "counted" && count.value === 0) errors.units = "Enter at least one unit.";
  if (!why) errors.reason = "Say why, such as “Delivery”.";
  if (!count.ok || Object.keys(errors).length > 0) return { errors };
  if (kind === "counted") return { change: { counted: count.value, reason: why } };
  return { change: { add: kind === "add" ? count.value : -count.value, reason: why } };
}
