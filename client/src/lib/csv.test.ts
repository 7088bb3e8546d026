import { expect, test } from "vitest";
import { inertText, textOfCell, toCsv } from "./csv";

test("a file says that it is UTF-8, and its lines end as spreadsheets end them", () => {
  expect(toCsv([["Café"], [3]])).toBe("\uFEFFCafé\r\n3\r\n");
});

test("cells that hold the format's own characters are quoted", () => {
  expect(toCsv([["a", 'say "hi"', "x,y", "x;y", "two\nlines", 3]])).toBe(
    '\uFEFFa,"say ""hi""","x,y","x;y","two\nlines",3\r\n',
  );
});

test.each(['=HYPERLINK("http://x")', "+49 30", "-", "@SUM(A1)", "\tx", "\rx", "-2+3", "'=x", "''=x"])(
  "%j stays text in a spreadsheet, and comes back as it was",
  (text) => {
    expect(inertText(text)).toBe(`'${text}`);
    expect(textOfCell(inertText(text))).toBe(text);
  },
);

test.each(["Brass lamp", "-5", "-5.00", "12", "'tis", ""])("%j is left as it is", (text) => {
  expect(inertText(text)).toBe(text);
  expect(textOfCell(text)).toBe(text);
});

test("a negative number stays a number", () => expect(toCsv([[-5, "-5.00"]])).toBe("\uFEFF-5,-5.00\r\n"));
