import { expect, test } from "vitest";
import { waitWords } from "./wait-words";

test("a wait is named in the unit that people use", () => {
  expect(waitWords(1)).toBe("Try again in 1 second.");
  expect(waitWords(59)).toBe("Try again in 59 seconds.");
  expect(waitWords(60)).toBe("Try again in 1 minute.");
  expect(waitWords(541)).toBe("Try again in 10 minutes.");
  expect(waitWords()).toBe("Try again in 1 minute.");
});
