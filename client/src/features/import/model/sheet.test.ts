import { describe, expect, test } from "vitest";
import { readSheet, SheetError } from "./sheet";

describe("a CSV file", () => {
  test("is read by its column names, in any order and case", () => {
    const { columns, rows } = readSheet("Stock,NAME,price\n3,Lamp,20\n");
    expect(columns).toEqual(["name", "price", "quantity"]);
    expect(rows).toEqual([
      { line: 2, raw: ["3", "Lamp", "20"], cells: { quantity: "3", name: "Lamp", price: "20" } },
    ]);
  });

  test("counts lines as an editor does, through cells of several lines and empty lines", () => {
    const { rows } = readSheet('name,description\r\nLamp,"one\r\ntwo"\r\n\r\nTray,x\r\n');
    expect(rows.map(({ line, cells }) => [line, cells.name])).toEqual([
      [2, "Lamp"],
      [5, "Tray"],
    ]);
  });

  test("may be separated by semicolons and begin with a byte order mark", () => {
    const { rows } = readSheet("\uFEFFname;price\nLamp;20\n");
    expect(rows[0]?.cells).toEqual({ name: "Lamp", price: "20" });
  });

  test("tells which columns it leaves out", () => {
    expect(readSheet("name,colour,\nLamp,red,\n").ignored).toEqual(["colour"]);
  });

  test.each([
    ["", "empty"],
    ["name,price\n", "no rows"],
    ["price,quantity\n1,2\n", "name the columns"],
    ["name,title\na,b\n", "two columns"],
  ])("%j is refused with a reason", (text, why) => {
    expect(() => readSheet(text)).toThrow(SheetError);
    expect(() => readSheet(text)).toThrow(why);
  });
});
