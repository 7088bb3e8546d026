import { afterEach, expect, test, vi } from "vitest";
import { noteShopTime, shopNow } from "./shop-clock";

const now = Date.parse("2026-11-22T10:00:00.400Z");

afterEach(() => vi.useRealTimers());

/** An answer with this Date, asked and answered at these milliseconds after `now` by our clock. */
function answer(date: string | null, asked = -20, answered = 0) {
  noteShopTime(date, now + asked, now + answered);
}

test("a clock that may be right counts; one that is wrong follows the shop's, never too early", () => {
  vi.useFakeTimers({ now });
  answer("Sun, 22 Nov 2026 10:00:00 GMT");
  answer(null);
  answer("soon");
  expect(shopNow()).toBe(now);
  answer("Sun, 22 Nov 2026 10:05:00 GMT");
  expect(shopNow()).toBe(Date.parse("2026-11-22T10:05:00Z"));
});

test("several answers say it more exactly, and the newest counts when a clock was set", () => {
  vi.useFakeTimers({ now });
  answer("Sun, 22 Nov 2026 10:05:00 GMT");
  answer("Sun, 22 Nov 2026 10:05:01 GMT", 480, 500);
  expect(shopNow()).toBe(Date.parse("2026-11-22T10:05:00.500Z"));
  answer("Sun, 22 Nov 2026 10:00:00 GMT");
  expect(shopNow()).toBe(now);
});
