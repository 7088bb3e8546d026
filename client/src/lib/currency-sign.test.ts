import { expect, test } from "vitest";
import { currencySign, foreignSign } from "./currency-sign";

test.each([
  ["12,50 €", "€"],
  ["€12.50", "€"],
  ["USD 5", "USD"],
  ["-$5", "$"],
  ["￥500", "¥"],
  ["5", undefined],
  ["1 234.5", undefined],
])("the sign of %j is %j", (text, sign) => expect(currencySign(text)).toBe(sign));

test.each([
  ["$5", "USD"],
  ["$5", "CAD"],
  ["5 USD", "USD"],
  ["¥500", "JPY"],
  ["kr", "SEK"],
  ["5", "EUR"],
  ["5 €", undefined],
] as const)("%j is no foreign amount in %s", (text, currency) =>
  expect(foreignSign(text, currency)).toBeUndefined(),
);

test.each([
  ["5 €", "USD", "€"],
  ["CAD 5", "USD", "CAD"],
  ["$5", "EUR", "$"],
  ["£5", "JPY", "£"],
])("%j is foreign in %s", (text, currency, sign) => expect(foreignSign(text, currency)).toBe(sign));
