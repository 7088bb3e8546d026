import { expect, test } from "vitest";
import { preview } from "./preview";
import { failuresCsv, invalidRows } from "./report";
import { readSheet } from "./sheet";

test("the failures are the file's own rows with line and reason, and can be read again", () => {
  const sheet = readSheet('name,price,quantity\n"Rug, red",x,1\nTray,2,2\nVase,1,y\n');
  const csv = failuresCsv(sheet.header, invalidRows(preview(sheet, [])));
  const again = readSheet(csv);
  expect(again.ignored).toEqual(["line", "problem"]);
  expect(again.rows.map(({ raw }) => [raw[0], raw[3]])).toEqual([
    ["Rug, red", "2"],
    ["Vase", "4"],
  ]);
});
