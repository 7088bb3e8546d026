import { expect, test } from "vitest";
import { orderOf } from "@/testing/order";
import { reasonText } from "./status";

test.each([
  ["cancelled", "payment_timeout", "The time to pay is over."],
  ["cancelled", "payment_failed", "The payment was not completed."],
  ["refunded", "refunded_by_store", "The store refunded it."],
] as const)("an order that is %s because of %s says so", (status, reason, text) => {
  expect(reasonText(orderOf({ status, reason }))).toBe(text);
});
