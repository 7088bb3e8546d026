import { expect, test } from "vitest";
import { inertCell, toCsv } from "./csv";

test("cells that hold the format's own characters are quoted", () => {
  expect(toCsv([["a", 'say "hi"', "x,y", "two\nlines", 3]])).toBe('a,"say ""hi""","x,y","two\nlines",3\r\n');
});

test("a formula in a name stays text in a spreadsheet", () => {
  expect(inertCell('=HYPERLINK("http://x")')).toBe('\'=HYPERLINK("http://x")');
  expect(inertCell("Brass lamp")).toBe("Brass lamp");
});
