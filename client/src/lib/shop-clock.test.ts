import { expect, test, vi } from "vitest";
import { noteShopTime, shopNow } from "./shop-clock";

const now = Date.parse("2026-11-22T10:00:00.400Z");

test("a clock that is wrong follows the shop's; a small difference and no date change nothing", () => {
  vi.useFakeTimers({ now });
  noteShopTime("Sun, 22 Nov 2026 10:00:00 GMT");
  expect(shopNow()).toBe(now);
  noteShopTime("Sun, 22 Nov 2026 10:05:00 GMT");
  expect(shopNow()).toBe(Date.parse("2026-11-22T10:05:00Z"));
  noteShopTime("Sun, 22 Nov 2026 10:05:01 GMT");
  noteShopTime(null);
  noteShopTime("soon");
  expect(shopNow()).toBe(Date.parse("2026-11-22T10:05:00Z"));
  noteShopTime("Sun, 22 Nov 2026 10:00:00 GMT");
  expect(shopNow()).toBe(now);
  vi.useRealTimers();
});
