import { expect, test } from "vitest";
import { noTerms } from "@/testing/product";
import { askAgainAfter, firstOf, type Known } from "./ask-again";

const now = Date.parse("2026-11-27T17:00:00Z");
const known: Known = { price: 20, enough: true, terms: noTerms };
const line = { refusal: null, price: 20, quantity: 3 };

function after(
  refusal: string | null,
  terms: Partial<typeof noTerms> | undefined = {},
  of: Partial<Known> = {},
) {
  const quoted = { ...line, refusal } as Parameters<typeof askAgainAfter>[0];
  return askAgainAfter(quoted, { ...known, terms: { ...noTerms, ...terms }, ...of }, now);
}

test("a line that can be ordered, as the catalogue knows it, is not asked for again", () => {
  expect(after(null)).toBe(false);
});

test("what payment has not learned yet is asked for soon", () => {
  expect(after(null, {}, { price: 21 })).toBe(1_000);
  expect(after(null, {}, { enough: false })).toBe(1_000);
  expect(after("product_not_found")).toBe(1_000);
  expect(after("not_on_sale")).toBe(1_000);
  expect(after("sign_in_required")).toBe(1_000);
  expect(after("limit_reached")).toBe(1_000);
  expect(after("limit_per_order", { limit_per_order: 3 })).toBe(1_000);
});

test.each(["sold_out", "insufficient_stock"])("%s may end at any moment", (refusal) => {
  expect(after(refusal, {}, { enough: false })).toBe(1_000);
});

test("a product that is gone stays so", () => {
  expect(after("product_not_found", {}, { enough: false, terms: undefined })).toBe(false);
});

test("a sale is asked for at its start, and one that has ended is not", () => {
  expect(after("not_on_sale", { sale_starts_at: "2026-11-27T17:20:00Z" })).toBe(1_200_000);
  expect(after("not_on_sale", { sale_starts_at: "2026-11-27T17:00:00.300Z" })).toBe(1_000);
  expect(after("not_on_sale", { sale_starts_at: "2027-11-27T17:00:00Z" })).toBe(3_600_000);
  expect(after("not_on_sale", { sale_starts_at: "2026-11-27T16:59:59Z" })).toBe(1_000);
  expect(after("not_on_sale", { sale_ends_at: "2026-11-27T16:59:59Z" })).toBe(false);
  expect(after("not_on_sale", { state: "frozen" })).toBe(30_000);
});

test("signing in is waited for, as is another quantity", () => {
  expect(after("sign_in_required", { limit_per_customer: 2 })).toBe(false);
  expect(after("limit_per_order", { limit_per_order: 2 })).toBe(false);
  expect(after("limit_reached", { limit_per_customer: 2 })).toBe(false);
});

test("a limit that was reached is asked for rarely, as is a product that is not known", () => {
  expect(after("limit_reached", { limit_per_customer: 3 })).toBe(30_000);
  expect(after("not_on_sale", {}, { terms: undefined })).toBe(30_000);
});

test("of several lines the first to change counts", () => {
  expect(firstOf([false, 30_000, 1_000])).toBe(1_000);
  expect(firstOf([false, false])).toBe(false);
  expect(firstOf([])).toBe(false);
});
