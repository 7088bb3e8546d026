import { expect, test } from "vitest";
import { cancelledWords, countOfOrders } from "./words";

test("what was cancelled is said with its number, and what stays", () => {
  expect(countOfOrders(1)).toBe("1 open order");
  expect(cancelledWords({ cancelled: 2, paid: 0 })).toBe("2 orders were cancelled.");
  expect(cancelledWords({ cancelled: 1, paid: 3 })).toBe("1 order was cancelled. 3 had been paid and stay.");
});
