import type { Product } from "@/lib/api-client";
import { imageOf } from "@/lib/image";
import { isCartLine, type CartLine } from "@/lib/cart-line";
import { randomKey } from "@/lib/random-key";

/** As many as an order has lines. */
export const mostLines = 20;

/** `key`: the idempotency key of the next order. All tabs that show the cart order it under the same key. */
export type Kept = { key: string; lines: CartLine[] };

/** Lines keep the order in which they were added. */
export function added(
  lines: CartLine[],
  { id, name, price, available, ...pictures }: Product,
  quantity: number,
  total: number | null,
): CartLine[] {
  const before = lines.find((line) => line.id === id);
  const units = Math.min((before?.quantity ?? 0) + quantity, Math.max(1, available));
  const line = { id, name, image: imageOf(pictures), price, total, quantity: units };
  if (before) return lines.map((one) => (one.id === id ? line : one));
  return lines.length < mostLines ? [...lines, line] : lines;
}

/** The cart without what was sent under this key, ready for the next order. Only the first of several tabs changes it. */
export function afterSending(cart: Kept, key: string, sent: readonly CartLine[]): Kept {
  if (cart.key !== key) return cart;
  return { key: nextKey(key), lines: cart.lines.filter((line) => !isIn(sent, line)) };
}

/** Puts the lines of a failed order back. Two tabs may do it for the same lines. */
export function restored(lines: CartLine[], returned: readonly CartLine[]): CartLine[] {
  const missing = returned.filter((line) => !isIn(lines, line));
  return missing.length > 0 ? [...missing, ...lines] : lines;
}

function isIn(lines: readonly CartLine[], { id }: CartLine): boolean {
  return lines.some((line) => line.id === id);
}

/** Every tab derives the same one. */
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

/** Stored data may be of another version, or edited by hand. The first version stored no totals. */
export function parseCart(kept: unknown): Kept {
  const { key, lines } = (kept ?? {}) as Partial<Record<keyof Kept, unknown>>;
  return {
    key: typeof key === "string" && key !== "" ? key : randomKey(),
    lines: Array.isArray(lines) ? lines.map(withTotal).filter(isCartLine) : [],
  };
}

function withTotal(line: unknown): unknown {
  return typeof line === "object" && line !== null ? { total: null, ...line } : line;
}
