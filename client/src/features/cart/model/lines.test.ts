import { expect, test } from "vitest";
import type { Product } from "@/lib/api-client";
import { added, changed, parseLines, removed, unitCount } from "./lines";

function product(id: string, available = 10): Product {
  const time = "2026-11-22T10:00:00Z";
  const rest = { description: "", image: "", sku: "", version: 1, created_at: time, updated_at: time };
  return { id, name: `Product ${id}`, price: 20, quantity: available, available, ...rest };
}

test("a product added twice is one line, in its first place", () => {
  const lines = added(added(added([], product("a"), 1), product("b"), 1), product("a"), 2);
  expect(lines.map(({ id, quantity }) => [id, quantity])).toEqual([
    ["a", 3],
    ["b", 1],
  ]);
});

test("no more can be added than there are", () => {
  expect(added(added([], product("a", 3), 2), product("a", 3), 2)[0]?.quantity).toBe(3);
});

test("lines change and go by their id", () => {
  const lines = added(added([], product("a"), 1), product("b"), 2);
  expect(unitCount(changed(lines, "a", { quantity: 5 }))).toBe(7);
  expect(removed(lines, "a").map(({ id }) => id)).toEqual(["b"]);
});

test("what was kept and makes no sense is dropped", () => {
  const good = { id: "a", name: "A", price: 1, image: "", quantity: 2 };
  expect(parseLines([good, { ...good, quantity: 0 }, { ...good, price: "1" }, null])).toEqual([good]);
  expect(parseLines("nonsense")).toEqual([]);
});
