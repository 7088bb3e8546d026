import { expect, test } from "vitest";
import { countries, countryName, countryOf } from "./countries";

test("every country has a name, and they are in the order of their names", () => {
  expect(countries).toHaveLength(249);
  expect(countries.filter(([code, name]) => code === name)).toEqual([]);
  expect(countries[0]).toEqual(["AF", "Afghanistan"]);
  expect(countryName("DE")).toBe("Germany");
});

test.each([
  [["en-GB"], "GB"],
  [["de", "fr-CH"], "CH"],
  [["de"], "DE"],
  [["zh-Hant-TW", "en-US"], "TW"],
  [["es-419"], ""],
  [["es-419", "es-MX"], "MX"],
  [["eo"], ""],
])("the country of the languages %j is %j", (languages, country) => {
  expect(countryOf(languages)).toBe(country);
});
