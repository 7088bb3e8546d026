import type { Product } from "@/lib/api-client";

/** `price` is what the shopper saw and agreed to; checkout compares it with the shop's. */
export type CartLine = { id: string; name: string; price: number; image: string; quantity: number };

/** Lines keep the order in which they were added. */
export function added(lines: CartLine[], product: Product, quantity: number): CartLine[] {
  const { id, name, price, image, available } = product;
  const before = lines.find((line) => line.id === id)?.quantity ?? 0;
  const line = { id, name, price, image, quantity: Math.min(before + quantity, Math.max(1, available)) };
  return before > 0 ? lines.map((one) => (one.id === id ? line : one)) : [...lines, line];
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

/** What was kept in the browser may be of another version, or edited by hand. */
export function parseLines(kept: unknown): CartLine[] {
  return Array.isArray(kept) ? kept.filter(isLine) : [];
}

function isLine(value: unknown): value is CartLine {
  if (typeof value !== "object" || value === null) return false;
  const { id, name, price, quantity, image } = value as Record<string, unknown>;
  return (
    typeof id === "string" &&
    typeof name === "string" &&
    typeof image === "string" &&
    typeof price === "number" &&
    Number.isInteger(quantity) &&
    (quantity as number) > 0
  );
}
