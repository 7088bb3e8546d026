import { expect, test } from "vitest";
import type { Order } from "./api-client";
import { newer } from "./order";

test("an order never goes back when a poll is overtaken by an event", () => {
  const after = (steps: number) => ({ timeline: Array.from({ length: steps }) }) as Order;
  const [late, known] = [after(1), after(3)];
  expect(newer(known, late)).toBe(known);
  expect(newer(late, known)).toBe(known);
  expect(newer(undefined, late)).toBe(late);
});
