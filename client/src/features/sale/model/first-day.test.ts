import { expect, test } from "vitest";
import { firstDay } from "./first-day";

const now = Date.parse("2026-11-29T10:00:00Z");

test("a sale is shown from the day of its start, if that was in the last week", () => {
  expect(firstDay(null, now)).toBe("2026-11-29");
  expect(firstDay("2026-11-27T18:00:00Z", now)).toBe("2026-11-27");
  expect(firstDay("2026-11-22T09:00:00Z", now)).toBe("2026-11-29");
  expect(firstDay("2026-12-04T18:00:00Z", now)).toBe("2026-11-29");
});
