import { expect, test } from "vitest";
import { readQuantity } from "./read-quantity";

const read = (text: string) => readQuantity(text, 500, "Only 500 left.");

test.each([
  ["3", 3],
  [" 12 ", 12],
  ["007", 7],
  ["３", 3],
  ["٣", 3],
  ["۴۲", 42],
  ["१०", 10],
  ["𝟗", 9],
  ["500", 500],
])("%s is %d", (text, value) => expect(read(text)).toEqual({ ok: true, value }));

test.each(["1.5", "1,5", "10 - 12", "-3", "1e3", "two", "3 pieces", "½", "²3", "1 000"])(
  "%s is no whole number",
  (text) => expect(read(text)).toEqual({ ok: false, why: "A quantity is a whole number, such as 2." }),
);

test("an empty, zero or too large quantity has its own message", () => {
  expect(read("")).toMatchObject({ ok: false, why: "Enter a quantity." });
  expect(read("0")).toMatchObject({ ok: false, why: "A quantity is at least 1." });
  expect(read("501")).toMatchObject({ ok: false, why: "Only 500 left." });
});
