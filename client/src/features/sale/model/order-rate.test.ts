import { expect, test } from "vitest";
import { addSample, orderRate, type Sample } from "./order-rate";

const all = (...samples: Sample[]) => samples.reduce(addSample, [] as Sample[]);

test("the rate is of the last five seconds", () => {
  expect(orderRate([])).toBe(0);
  expect(orderRate(all({ at: 1_000, orders: 7 }))).toBe(0);
  expect(orderRate(all({ at: 1_000, orders: 0 }, { at: 3_000, orders: 50 }))).toBe(25);
  const later = all({ at: 1_000, orders: 0 }, { at: 3_000, orders: 50 }, { at: 8_000, orders: 60 });
  expect(orderRate(later)).toBe(2);
});

test("a sale that stands still comes to nothing", () => {
  expect(orderRate(all({ at: 0, orders: 9 }, { at: 1_000, orders: 9 }))).toBe(0);
});
