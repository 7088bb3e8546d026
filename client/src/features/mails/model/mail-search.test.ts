import { expect, test } from "vitest";
import { parseMailSearch } from "./mail-search";

test("an address names a page and a mail", () => {
  const mail = "01M81D9XNKCRETJP4Z435MC977.confirmed";
  expect(parseMailSearch({ cursor: "1-2", mail })).toEqual({ cursor: "1-2", mail });
});

test("what is no id of a mail is left out", () => {
  const nothing = { cursor: undefined, mail: undefined };
  for (const mail of ["", "confirmed", "../products", 5, "01M81D9XNKCRETJP4Z435MC977."]) {
    expect(parseMailSearch({ cursor: 1, mail })).toEqual(nothing);
  }
});
