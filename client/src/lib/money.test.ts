import { expect, test } from "vitest";
import { cents, quote, showMoney } from "./money";

test("decimal numbers become whole cents, whatever their binary form", () => {
  expect([0.1, 19.99, 1.005e6, 0.29, 1e6].map(cents)).toEqual([10, 1999, 100500000, 29, 100000000]);
});

test("the fee is rounded half up to a cent, a unit at a time", () => {
  expect(quote(20, 10)).toEqual({ price: 2000, fee: 400, total: 2400, amount: 24000 });
  expect(quote(19.99, 3)).toEqual({ price: 1999, fee: 400, total: 2399, amount: 7197 });
  expect(quote(0.02, 1).fee).toBe(0);
  expect(quote(0.03, 1).fee).toBe(1);
});

test("amounts are shown with two digits and groups", () => {
  expect(showMoney(1234.5)).toBe("$1,234.50");
  expect(showMoney(0)).toBe("$0.00");
});
