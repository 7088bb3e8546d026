import { expect, test } from "vitest";
import type { Product } from "@/lib/api-client";
import { blockedBy, review } from "./review";
import { totals } from "./totals";

const line = { id: "a", name: "A", price: 20, image: "", quantity: 3 };
const time = "2026-11-22T10:00:00Z";
const product: Product = {
  ...line,
  quantity: 10,
  available: 10,
  description: "",
  sku: "",
  version: 1,
  created_at: time,
  updated_at: time,
};

test("a line is ready when price and stock are as agreed", () => {
  expect(review(line, product).kind).toBe("ready");
  expect(blockedBy([review(line, product)])).toBeUndefined();
});

test.each([
  ["gone", "gone", "Remove what is not available"],
  [{ ...product, available: 0 }, "sold_out", "Remove what is not available"],
  [{ ...product, price: 21 }, "price_changed", "Accept the new price first"],
  [{ ...product, available: 2 }, "too_many", "Lower the quantity first"],
  ["unknown", "unknown", "Checking prices…"],
] as const)("%j is %s and blocks", (found, kind, reason) => {
  expect(review(line, found).kind).toBe(kind);
  expect(blockedBy([review(line, product), review(line, found)])).toBe(reason);
});

test("the totals are the sums of what each order will cost", () => {
  expect(totals([line, { ...line, id: "b", price: 19.99, quantity: 3 }])).toEqual({
    goods: 6000 + 5997,
    fees: 1200 + 1200,
    amount: 7200 + 7197,
  });
});
