import { expect, test } from "vitest";
import type { Product } from "@/lib/api-client";
import type { CartLine } from "@/lib/cart-line";
import {
  added,
  afterSending,
  changed,
  mostLines,
  nextKey,
  parseCart,
  removed,
  restored,
  unitCount,
} from "./lines";
import { noTerms } from "@/testing/product";

function product(id: string, available = 10): Product {
  const time = "2026-11-22T10:00:00Z";
  const rest = {
    description: "",
    image: "",
    images: [],
    sku: "",
    ...noTerms,
    version: 1,
    created_at: time,
    updated_at: time,
  };
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

test("lines are changed and removed by id", () => {
  const lines = add(add([], "a", 1), "b", 2);
  expect(unitCount(changed(lines, "a", { quantity: 5 }))).toBe(7);
  expect(removed(lines, "a").map(({ id }) => id)).toEqual(["b"]);
});

test("invalid stored lines are dropped", () => {
  const good = { id: "a", name: "A", price: 1, total: null, image: "", quantity: 2 };
  const lines = [good, { ...good, quantity: 0 }, { ...good, price: "1" }, null];
  expect(parseCart({ key: "k", lines })).toEqual({ key: "k", lines: [good] });
  expect(parseCart("nonsense").lines).toEqual([]);
});

test("a cart without a key gets one", () => {
  expect(parseCart(undefined).key).toMatch(/^[0-9a-f]{32}$/);
  expect(parseCart(undefined).key).not.toBe(parseCart(undefined).key);
});

test("every tab derives the same next key", () => {
  expect(nextKey("abc")).toBe("abc.1");
  expect(nextKey(nextKey("abc"))).toBe("abc.2");
});

test("what was sent leaves the cart, which gets the next key; a second tab changes nothing", () => {
  const sent = add(add([], "a", 1), "b", 1);
  const cart = afterSending({ key: "k", lines: add(sent, "c", 1) }, "k", sent);
  expect(cart).toMatchObject({ key: "k.1", lines: [{ id: "c" }] });
  const refilled = { ...cart, lines: add(cart.lines, "a", 1) };
  expect(afterSending(refilled, "k", sent)).toBe(refilled);
});

test("lines that were not ordered return in front of the others, once", () => {
  const [a, b, c] = add(add(add([], "a", 1), "b", 1), "c", 1) as [CartLine, CartLine, CartLine];
  const back = restored([c], [a, b]);
  expect(back.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(restored(back, [b])).toBe(back);
});

test("a cart has as many lines as an order", () => {
  const full = Array.from({ length: mostLines }, (_, index) => index).reduce<CartLine[]>(
    (lines, index) => add(lines, `p${index}`, 1),
    [],
  );
  expect(add(full, "one more", 1)).toBe(full);
  expect(add(full, "p0", 1)[0]?.quantity).toBe(2);
});

test("a cart of the first version is read", () => {
  const { lines } = parseCart({ lines: [{ id: "a", name: "A", price: 1, image: "", quantity: 2 }] });
  expect(lines).toMatchObject([{ id: "a", total: null }]);
});
