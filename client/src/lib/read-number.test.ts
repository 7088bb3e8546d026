import { describe, expect, test } from "vitest";
import { decimalSignOf, readingsOf, readNumber } from "./read-number";

describe("a number that a person wrote", () => {
  test.each([
    ["20", 20],
    ["0", 0],
    ["-5", -5],
    ["−5", -5],
    ["19.90", 19.9],
    ["12,50", 12.5],
    ["0,999", 0.999],
    ["0.999", 0.999],
    [".5", 0.5],
    ["1,299.00", 1299],
    ["1.299,00", 1299],
    ["1,250,000", 1_250_000],
    ["1 250,5", 1250.5],
    ["1\u202F250", 1250],
    ["1'250.50", 1250.5],
    ["$1,250.50", 1250.5],
    ["12,50 €", 12.5],
    ["EUR 12.50", 12.5],
    ["１２", 12],
    ["1000000", 1_000_000],
  ])("%s has one reading", (text, value) => expect(readNumber(text)).toBe(value));

  test.each(["1,500", "1.500", "12,345", "$2,250"])("%s has two, and is not guessed", (text) =>
    expect(readNumber(text)).toBe("ambiguous"),
  );

  test("is read as the file is written once that is known", () => {
    expect(readNumber("1,500", ",")).toBe(1.5);
    expect(readNumber("1,500", ".")).toBe(1500);
    expect(readNumber("19.90", ",")).toBe(19.9);
  });

  test.each(["", "abc", "1e3", "NaN", "000", "007", "1,2,3", "12,34.5", "1.5.2", "10 - 12", "1 2", "5."])(
    "%j is none",
    (text) => expect(readingsOf(text)).toEqual({ ".": undefined, ",": undefined }),
  );
});

test("a language writes decimals with a point or a comma", () => {
  expect(decimalSignOf(["en-US"])).toBe(".");
  expect(decimalSignOf(["de-DE", "en"])).toBe(",");
  expect(decimalSignOf(["ar-EG"])).toBe(".");
});
