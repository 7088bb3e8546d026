import { expect, test } from "vitest";
import { orderOf } from "@/testing/order";
import { reasonText } from "./status";

test.each([
  ["cancelled", "payment_timeout", "The time to pay is over."],
  ["cancelled", "payment_failed", "The payment was not completed."],
  ["refunded", "refunded_by_store", "The store refunded it."],
  [
    "rejected",
    "limit_reached",
    "That was more of it than one person can have, with what you ordered before.",
  ],
] as const)("an order that is %s because of %s says so", (status, reason, text) => {
  expect(reasonText(orderOf({ status, reason }))).toBe(text);
});
