import { expect, test } from "vitest";
import { parseRefund, repeatsByItself, type RefundRequest } from "./refund-request";

const request: RefundRequest = {
  pk: "01J0000000000000000000000A",
  key: "k",
  body: { amount: 5 },
  amount: 5,
  sentAt: 1_000_000,
  unknown: false,
};

test("it is repeated without asking for ten minutes, and no longer when the clock is set back", () => {
  expect(repeatsByItself(request, request.sentAt + 599_000)).toBe(true);
  expect(repeatsByItself(request, request.sentAt + 601_000)).toBe(false);
  expect(repeatsByItself(request, request.sentAt - 1)).toBe(false);
});

test("a stored request is read back", () => {
  expect(parseRefund(JSON.stringify(request))).toEqual(request);
});

test.each([null, "", "{}", "[]", '{"pk":1}', JSON.stringify({ ...request, key: "" })])(
  "%j in the storage is no request",
  (text) => {
    expect(parseRefund(text)).toBeUndefined();
  },
);
