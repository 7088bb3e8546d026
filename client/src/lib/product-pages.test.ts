import { expect, test } from "vitest";
import type { Product } from "@/lib/api-client";
import { hasMoved, productsOf } from "./product-pages";

const page = (ids: string, total: number, next?: string) => ({
  products: [...ids].map((id) => ({ id }) as Product),
  total,
  next,
});

test("a product that stands on two pages is listed once", () => {
  const pages = [page("abc", 6, "c"), page("cde", 6)];
  expect(productsOf(pages).map(({ id }) => id)).toEqual([..."abcde"]);
});

test("pages that agree with their count have not moved", () => {
  expect(hasMoved([])).toBe(false);
  expect(hasMoved([page("abc", 6, "c")])).toBe(false);
  expect(hasMoved([page("abc", 6, "c"), page("def", 6)])).toBe(false);
});

test("a product on two pages, on none, or another count: the list has moved", () => {
  expect(hasMoved([page("abc", 9, "c"), page("cde", 9, "e")])).toBe(true);
  expect(hasMoved([page("abc", 6, "c"), page("ef", 6)])).toBe(true);
  expect(hasMoved([page("abc", 9, "c"), page("def", 8, "f")])).toBe(true);
});
