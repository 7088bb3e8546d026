import { expect, test } from "vitest";
import { asksByItself, askingTime, newAttempt, parseAttempt } from "./attempt";

const wanted = { id: "a", name: "A", price: 20, total: 24, image: "", quantity: 2, key: "k" };
const attempt = newAttempt(wanted, 48, 0, 1_000);

test("it asks by itself for ten minutes, then the buyer decides", () => {
  expect(asksByItself(attempt, 1_000)).toBe(true);
  expect(asksByItself(attempt, 1_000 + askingTime - 1)).toBe(true);
  expect(asksByItself(attempt, 1_000 + askingTime)).toBe(false);
});

test("a clock that was set back does not make it ask for longer", () => {
  expect(asksByItself(attempt, 999)).toBe(false);
});

test("giving up is asked for until it is answered", () => {
  expect(asksByItself({ ...attempt, givenUp: "You gave it up." }, 1e12)).toBe(true);
});

test("what was kept is read again, what makes no sense is not", () => {
  expect(parseAttempt(JSON.stringify(attempt))).toEqual(attempt);
  expect(parseAttempt(JSON.stringify({ ...attempt, wanted: {} }))).toBeUndefined();
  expect(parseAttempt("{")).toBeUndefined();
  expect(parseAttempt(null)).toBeUndefined();
});
