import { expect, test } from "vitest";
import type { Product } from "@/lib/api-client";
import type { CartLine } from "@/lib/cart-line";
import {
  added,
  changed,
  migrated,
  mostLines,
  nextKey,
  parseLines,
  removed,
  restored,
  unitCount,
} from "./lines";

function product(id: string, available = 10): Product {
  const time = "2026-11-22T10:00:00Z";
  const rest = { description: "", image: "", sku: "", version: 1, created_at: time, updated_at: time };
  return { id, name: `Product ${id}`, price: 20, quantity: available, available, ...rest };
}

function add(lines: CartLine[], id: string, quantity: number, available?: number): CartLine[] {
  return added(lines, product(id, available), quantity, 24);
}

test("a product added twice is one line, in its first place", () => {
  const lines = add(add(add([], "a", 1), "b", 1), "a", 2);
  expect(lines.map(({ id, quantity }) => [id, quantity])).toEqual([
    ["a", 3],
    ["b", 1],
  ]);
});

test("no more can be added than there are", () => {
  expect(add(add([], "a", 2, 3), "a", 2, 3)[0]?.quantity).toBe(3);
});

test("lines change and go by their id", () => {
  const lines = add(add([], "a", 1), "b", 2);
  expect(unitCount(changed(lines, "a", { quantity: 5 }))).toBe(7);
  expect(removed(lines, "a").map(({ id }) => id)).toEqual(["b"]);
});

test("what was kept and makes no sense is dropped", () => {
  const good = { id: "a", name: "A", price: 1, total: null, image: "", quantity: 2, key: "k" };
  expect(parseLines([good, { ...good, quantity: 0 }, { ...good, price: "1" }, null])).toEqual([good]);
  expect(parseLines("nonsense")).toEqual([]);
});

test("a line has a key of its own, and keeps it while it changes", () => {
  const lines = add(add([], "a", 1), "b", 1);
  expect(lines[0]?.key).toMatch(/^[0-9a-f]{32}$/);
  expect(lines[0]?.key).not.toBe(lines[1]?.key);
  expect(add(lines, "a", 1)[0]?.key).toBe(lines[0]?.key);
});

test("every tab derives the same next key", () => {
  expect(nextKey("abc")).toBe("abc.1");
  expect(nextKey(nextKey("abc"))).toBe("abc.2");
});

test("a line that was not ordered is back in its place, once", () => {
  const [a, b, c] = add(add(add([], "a", 1), "b", 1), "c", 1) as [CartLine, CartLine, CartLine];
  const back = restored([a, c], b, 1);
  expect(back.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(restored(back, b, 1)).toBe(back);
});

test("a cart has as many lines as one quote", () => {
  const full = Array.from({ length: mostLines }, (_, index) => index).reduce<CartLine[]>(
    (lines, index) => add(lines, `p${index}`, 1),
    [],
  );
  expect(add(full, "one more", 1)).toBe(full);
  expect(add(full, "p0", 1)[0]?.quantity).toBe(2);
});

test("a cart of the version before gets its keys", () => {
  const lines = parseLines(migrated([{ id: "a", name: "A", price: 1, image: "", quantity: 2 }]));
  expect(lines).toMatchObject([{ id: "a", total: null, key: expect.stringMatching(/.{32}/) as string }]);
});
