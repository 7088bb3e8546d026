import { expect, test } from "vitest";
import { eventName, eventTone, objectText, reasonText } from "./event-words";

test("events have names, also of a kind that is new", () => {
  expect(eventName({ kind: "refund_failed" })).toBe("Refund failed");
  expect(eventName({ kind: "partly_settled" })).toBe("Partly settled");
});

test("failures and unknown outcomes stand out", () => {
  expect(["refund_failed", "unknown", "captured", "authorized"].map(eventTone)).toEqual([
    "bad",
    "warn",
    "accent",
    "plain",
  ]);
});

test("the shop's own reasons are words, those of the store are as written", () => {
  expect(reasonText("product_deleted")).toBe("The product was deleted.");
  expect(reasonText("arrived broken")).toBe("arrived broken");
});

test.each([
  ["captured", "pi_1", "pi_1"],
  ["captured", "instant", undefined],
  ["captured", null, undefined],
  ["capture_requested", "1", undefined],
  ["capture_requested", "2", "attempt 2"],
  ["refund_requested", "1", "refund 1"],
  ["refund_retried", "1:2", "refund 1, attempt 2"],
  ["refunded", "re_9", "re_9"],
  ["unknown", "capture", "capture"],
])("%s of %s is about %s", (kind, object, text) => {
  expect(objectText({ kind, object })).toBe(text);
});
