import { expect, test } from "vitest";
import type { Product } from "@/lib/api-client";
import type { QuotedLine } from "@/lib/quotes";
import { blockedBy, mostOf, noTotal, review } from "./review";
import { noTerms } from "@/testing/product";

const line = { id: "a", name: "A", price: 20, total: 24, image: "", quantity: 3 };
const time = "2026-11-22T10:00:00Z";
const product: Product = {
  id: "a",
  name: "A",
  price: 20,
  image: "",
  images: [],
  quantity: 10,
  available: 10,
  description: "",
  sku: "",
  ...noTerms,
  version: 1,
  created_at: time,
  updated_at: time,
};
const quote: QuotedLine = {
  product_id: "a",
  quantity: 3,
  price: 20,
  fee: 4,
  total: 24,
  amount: 72,
  refusal: null,
  currency: "USD",
};

test("a line is ready when price and stock are as agreed", () => {
  expect(review(line, product, quote)).toEqual({ kind: "ready" });
  expect(blockedBy([review(line, product, quote)])).toBeUndefined();
});

test("a line added while no price could be shown agrees to the first one", () => {
  expect(review({ ...line, total: null }, product, quote).kind).toBe("ready");
});

test.each([
  ["gone", quote, "gone", "Remove unavailable products first"],
  [{ ...product, available: 0 }, quote, "sold_out", "Remove unavailable products first"],
  [{ ...product, available: 2 }, quote, "too_many", "Lower the quantity first"],
  [
    { ...product, price: 21 },
    { ...quote, price: 21, total: 25.2 },
    "price_changed",
    "Accept the new price first",
  ],
  [product, { ...quote, fee: 6, total: 26 }, "price_changed", "Accept the new price first"],
  [product, undefined, "unknown", "Checking prices…"],
  [{ ...product, price: 21 }, quote, "unknown", "Checking prices…"],
  ["unknown", quote, "unknown", "Checking prices…"],
  [product, { ...quote, refusal: "sold_out" }, "unknown", "Checking prices…"],
] as const)("%j with the quote %j is %s and blocks", (found, quoted, kind, reason) => {
  expect(review(line, found, quoted).kind).toBe(kind);
  expect(blockedBy([review(line, product, quote), review(line, found, quoted)])).toBe(reason);
});

test.each([
  ["not_on_sale", product, { kind: "not_on_sale" }, "Not on sale now"],
  ["sign_in_required", { ...product, limit_per_customer: 5 }, { kind: "sign_in" }, "Sign in first"],
  [
    "limit_per_order",
    { ...product, limit_per_order: 2 },
    { kind: "over_limit", most: 2 },
    "Lower the quantity first",
  ],
  [
    "limit_reached",
    { ...product, limit_per_customer: 3 },
    { kind: "limit_reached" },
    "Remove unavailable products first",
  ],
] as const)("a line that is refused as %s says so and blocks", (refusal, of, expected, button) => {
  const reviewed = review(line, of, { ...quote, refusal });
  expect(reviewed).toEqual(expected);
  expect(blockedBy([reviewed])).toBe(button);
});

test("a total that is missing says what to change, not that there is nothing to pay", () => {
  expect(noTotal([{ kind: "over_limit", most: 2 }])).toBe("Lower the quantity first");
  expect(noTotal([{ kind: "sold_out" }, { kind: "too_many", available: 1 }])).toBe(
    "Lower the quantity first",
  );
  expect(noTotal([{ kind: "sign_in" }])).toBe("Sign in first");
  expect(noTotal([{ kind: "sold_out" }])).toBe("Nothing to pay");
});

test("a line has at most what is left, what an order has, and what a customer has of the whole group", () => {
  expect(mostOf(product, [])).toBe(10);
  expect(mostOf({ ...product, limit_per_order: 4 }, [])).toBe(4);
  const size = { ...product, group: "shirt", limit_per_customer: 3 };
  const others = [
    { quantity: 2, group: "shirt" },
    { quantity: 5, group: null },
  ];
  expect(mostOf(size, others)).toBe(1);
  expect(mostOf({ ...product, limit_per_customer: 3 }, others)).toBe(3);
});
