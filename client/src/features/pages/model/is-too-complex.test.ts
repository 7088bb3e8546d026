import { expect, test } from "vitest";
import { isTooComplex } from "./is-too-complex";

test.each([
  ["words", "word ".repeat(13_000)],
  ["a long rule", "-".repeat(200)],
  ["a rule with spaces", "* ".repeat(200)],
  ["code that is far to the right", " ".repeat(200) + "x"],
  ["a quoted mail of a quoted mail", "> > > > a"],
  ["a list of five levels", [0, 1, 2, 3, 4].map((level) => " ".repeat(4 * level) + "- a").join("\n")],
  ["a table of 500 rows", "|a|b|c|\n|-|-|-|\n" + "|1|2|3|\n".repeat(500)],
  ["a text with many lines", "a\n".repeat(30_000)],
])("%s is shown as Markdown", (_, text) => {
  expect(isTooComplex(text)).toBe(false);
});

test.each([
  ["quotes in quotes", ">".repeat(65_000)],
  ["with spaces", "> ".repeat(30_000)],
  ["lists in quotes", "> - ".repeat(5_000)],
  ["lists in lists", "- ".repeat(1_000) + "a"],
  ["numbered lists in lists", "1. ".repeat(1_000) + "a"],
  [
    "a list that goes ever further to the right",
    Array.from({ length: 300 }, (_, i) => " ".repeat(2 * i) + "- a").join("\n"),
  ],
  [
    "short rows below a wide header",
    "|a".repeat(100) + "\n" + "|-".repeat(100) + "\n" + "|b\n".repeat(20_000),
  ],
])("%s are not", (_, text) => {
  expect(isTooComplex(text)).toBe(true);
});
