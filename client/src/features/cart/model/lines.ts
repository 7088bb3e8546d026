import type { Product } from "@/lib/api-client";
import { isCartLine, type CartLine } from "@/lib/cart-line";
import { randomKey } from "@/lib/random-key";

export const mostLines = 100;

/** Lines keep the order in which they were added. */
export function added(
  lines: CartLine[],
  { id, name, image, price, available }: Product,
  quantity: number,
  total: number | null,
): CartLine[] {
  const before = lines.find((line) => line.id === id);
  const units = Math.min((before?.quantity ?? 0) + quantity, Math.max(1, available));
  const line = { id, name, image, price, total, quantity: units, key: before?.key ?? randomKey() };
  if (before) return lines.map((one) => (one.id === id ? line : one));
  return lines.length < mostLines ? [...lines, line] : lines;
}

/** A line whose order came to nothing is back where it was. Two tabs may bring the same one back. */
export function restored(lines: CartLine[], line: CartLine, index: number): CartLine[] {
  if (lines.some((one) => one.id === line.id)) return lines;
  return [...lines.slice(0, index), line, ...lines.slice(index)];
}

/** The next purchase of a line whose key has ended. Every tab derives the same one. */
export function nextKey(key: string): string {
  const [first = "", count = "0"] = key.split(".");
  return `${first}.${Number(count) + 1}`;
}

export function changed(lines: CartLine[], id: string, changes: Partial<CartLine>): CartLine[] {
  return lines.map((line) => (line.id === id ? { ...line, ...changes } : line));
}

export function removed(lines: CartLine[], id: string): CartLine[] {
  return lines.filter((line) => line.id !== id);
}

export function unitCount(lines: CartLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

export function parseLines(kept: unknown): CartLine[] {
  return Array.isArray(kept) ? kept.filter(isCartLine) : [];
}

/** Carts of the version before had no keys and no totals. */
export function migrated(kept: unknown): unknown {
  if (!Array.isArray(kept)) return [];
  return kept.map((line: unknown): unknown =>
    typeof line === "object" && line !== null ? { total: null, key: randomKey(), ...line } : line,
  );
}
