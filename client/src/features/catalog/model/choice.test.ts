import { expect, test } from "vitest";
import { allOf, chosenVariant, closedGroup, firstChoice, missingOption, stateOf } from "./choice";
import type { Product } from "@/lib/api-client";
import { noTerms } from "@/testing/product";

const options = [
  { name: "size", values: ["S", "M", "L"] },
  { name: "colour", values: ["red", "blue"] },
];
const variants = [
  { id: "s-red", options: { size: "S", colour: "red" }, available: 0 },
  { id: "s-blue", options: { size: "S", colour: "blue" }, available: 2 },
  { id: "m-red", options: { size: "M", colour: "red" }, available: 0 },
];

test("a value is sold out when all variants with it are, beside what is chosen already", () => {
  expect(stateOf(variants, {}, "size", "S")).toBe("in_stock");
  expect(stateOf(variants, { colour: "red" }, "size", "S")).toBe("sold_out");
  expect(stateOf(variants, {}, "size", "M")).toBe("sold_out");
  expect(stateOf(variants, { size: "M" }, "colour", "blue")).toBe("none");
  expect(stateOf(variants, { size: "M" }, "size", "S")).toBe("in_stock");
});

test("a variant is chosen when every option is", () => {
  expect(chosenVariant(variants, options, { size: "S" })).toBeUndefined();
  expect(missingOption(options, { size: "S" })).toBe("colour");
  expect(chosenVariant(variants, options, { size: "S", colour: "blue" })?.id).toBe("s-blue");
  expect(chosenVariant(variants, options, { size: "L", colour: "blue" })).toBeUndefined();
});

test("an address chooses a variant; an unknown one chooses nothing", () => {
  expect(firstChoice(variants, options, "m-red")).toEqual({ size: "M", colour: "red" });
  expect(firstChoice(variants, options, "gone")).toEqual({});
  expect(firstChoice(variants, [{ name: "fit", values: ["slim"] }], undefined)).toEqual({ fit: "slim" });
});

test("a group is closed when all of its variants are sold out or frozen", () => {
  const [full, empty] = [
    { state: "active", available: 3 },
    { state: "active", available: 0 },
  ] as const;
  const frozen = { state: "frozen", available: 3 } as const;
  expect(closedGroup([empty, full])).toBeUndefined();
  expect(closedGroup([frozen, full])).toBeUndefined();
  expect(closedGroup([empty, empty])).toBe("Sold out");
  expect(closedGroup([empty, frozen])).toBe("Sold out");
  expect(closedGroup([frozen, frozen])).toBe("Sale paused");
});

test("all variants together have what those have that are not paused, and are over if all end at one time", () => {
  const of = (changes: Partial<Product>) => ({ ...noTerms, available: 2, ...changes }) as Product;
  const frozen = of({ state: "frozen" });
  expect(allOf([frozen, of({}), of({ available: 1 })])).toMatchObject({ state: "active", available: 3 });
  expect(allOf([frozen, frozen])).toMatchObject({ state: "frozen" });
  const sale_ends_at = "2026-11-01T18:00:00.000Z";
  expect(allOf([of({ sale_ends_at }), of({ sale_ends_at })])).toMatchObject({ sale_ends_at });
  expect(allOf([of({ sale_ends_at }), of({})])).toMatchObject({ sale_ends_at: null });
  expect(allOf([])).toBeUndefined();
});
