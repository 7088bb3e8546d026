import { expect, test } from "vitest";
import { isNarrowed, parseSearch } from "./search";
import { stockText } from "./stock";

test("valid search parameters are used, the others ignored", () => {
  expect(parseSearch({ q: " brass ", sort: "-price", in_stock: true })).toEqual({
    q: "brass",
    sort: "-price",
    in_stock: true,
  });
  expect(parseSearch({ q: 42 })).toEqual({ q: "42" });
  const nothing = { q: undefined, sort: undefined, in_stock: undefined };
  expect(parseSearch({ q: "", sort: "size", in_stock: "yes", other: 1 })).toStrictEqual(nothing);
  expect(parseSearch({ sort: "constructor" })).toStrictEqual(nothing);
});

test("sorting narrows nothing", () => {
  expect(isNarrowed({ sort: "name" })).toBe(false);
  expect(isNarrowed({ q: "lamp" })).toBe(true);
});

test("stock is shown in words", () => {
  expect(stockText(12)).toBe("12 left");
  expect(stockText(0)).toBe("Sold out");
});
