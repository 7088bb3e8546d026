import { describe, expect, test } from "vitest";
import { parseCsv } from "./parse-csv";

const parse = (text: string, delimiter = ",") => [...parseCsv(text, delimiter)];
const cells = (text: string) => parse(text).map((record) => record.cells);

describe("a CSV text", () => {
  test("is records of cells, whichever way its lines end", () => {
    const expected = [
      ["a", "b"],
      ["c", ""],
    ];
    for (const text of ["a,b\nc,", "a,b\r\nc,\r\n", "a,b\rc,\r"]) expect(cells(text)).toEqual(expected);
  });

  test("may quote delimiters, quotes and line breaks", () => {
    expect(cells('"a,b","say ""hi""","two\r\nlines"\n"" ,x\n')).toEqual([
      ["a,b", 'say "hi"', "two\r\nlines"],
      ["", "x"],
    ]);
  });

  test("may have a quotation mark inside a plain cell", () =>
    expect(cells('5" pipe,1\n')).toEqual([['5" pipe', "1"]]));

  test("counts lines as an editor does, through cells of several lines and blank lines", () => {
    const lines = parse('name,x\r\nLamp,"one\r\ntwo"\r\n\r\n,\r\nTray,x\r\n').map(({ line }) => line);
    expect(lines).toEqual([1, 2, 6]);
  });

  test.each(['"never closed', '"closed" and more', '"a "b" c"'])("reads on after %s", (cell) => {
    expect(parse(`a,b\nc,${cell}\nd,e\n"f",g\n`)).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["c", cell], fault: expect.stringContaining("quotation mark") as string },
      { line: 3, cells: ["d", "e"] },
      { line: 4, cells: ["f", "g"] },
    ]);
  });

  test("with a stray quote on every line is read in one pass each", () => {
    const records = parse('a,"b\n'.repeat(20_000));
    expect(records).toHaveLength(20_000);
    expect(records.every(({ fault }) => fault)).toBe(true);
  });
});
