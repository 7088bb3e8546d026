import { expect, test } from "vitest";
import { understood } from "./locale";
import { moneyFormat, remaining } from "./money";

const plain = (text: string) => text.replaceAll(/\s/g, " ");

test.each([
  [["en-US"], "USD", 1234.5, "$1,234.50"],
  [["en-US"], "USD", 0, "$0.00"],
  [["de-DE"], "USD", 1234.56, "1.234,56 $"],
  [["en-US"], "JPY", 1200, "¥1,200"],
  [["en-US"], "KWD", 1.25, "KWD 1.250"],
  [["en-US"], "IQD", 1.125, "IQD 1.125"],
  [["en-US"], undefined, 20, "20.00"],
] as const)("%j %s: %d is shown as %s", (languages, currency, amount, shown) => {
  expect(plain(moneyFormat(languages, currency).format(amount))).toBe(shown);
});

test("languages that Intl does not understand are left out", () => {
  expect(understood(["en-US@posix", "de-DE"])).toEqual(["de-DE"]);
  expect(understood([])).toEqual(["en"]);
  expect(understood(undefined)).toEqual(["en"]);
});

test("what stays paid is exact to the cent", () => {
  expect(remaining({ captured: 36, refunded: 12.1 })).toBe(23.9);
  expect(remaining({ captured: 0.3, refunded: 0.1 })).toBe(0.2);
  expect(remaining({ captured: 24, refunded: 24 })).toBe(0);
});
