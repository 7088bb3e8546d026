import { expect, test } from "vitest";
import { showTimeLeft } from "./time-left";

test.each([
  [-5_000, "0 s"],
  [1, "1 s"],
  [59_001, "1 min 0 s"],
  [872_000, "14 min 32 s"],
  [3_599_500, "1 h 0 min"],
  [82_800_000, "23 h 0 min"],
])("%d milliseconds are %s", (milliseconds, text) => {
  expect(showTimeLeft(milliseconds)).toBe(text);
});
