import { expect, test } from "vitest";
import { showAge } from "./dates";

const now = new Date("2026-11-22T12:00:00Z");

test.each([
  ["2026-11-22T11:59:30Z", "just now"],
  ["2026-11-22T11:58:00Z", "2 minutes ago"],
  ["2026-11-22T09:30:00Z", "2 hours ago"],
  ["2026-11-21T11:00:00Z", "yesterday"],
])("%s is %s", (time, age) => {
  expect(showAge(time, now)).toBe(age);
});
