import { expect, test } from "vitest";
import { recognise } from "./columns";
import { inspect, readFile } from "./read-file";
import { failuresCsv } from "./report";

const failed = [
  { line: 4, raw: ["Vase", "1", "y"], name: "Vase", why: "A quantity is a whole number, such as 12." },
  { line: 2, raw: ["Rug, red", "1,50", "=2+3", "surplus"], name: "Rug, red", why: "4 cells for 3 columns." },
];

test("the failures are the file's own rows in its order, and can be read again", () => {
  const bytes = new TextEncoder().encode(failuresCsv(["name", "price", "quantity"], failed));
  const { columns, delimiter, encoding } = inspect(bytes, {});
  expect(columns.map(({ heading, field }) => field ?? heading)).toEqual([
    "line",
    "problem",
    "name",
    "price",
    "quantity",
  ]);
  const mapping = recognise(columns.map(({ heading }) => heading));
  const { rows } = readFile(bytes, { encoding, delimiter, mapping });
  expect([...rows].map(({ name, problems }) => [name, problems])).toEqual([
    ["Rug, red", ["6 cells for 5 columns."]],
    ["Vase", ["A quantity is a whole number, such as 12."]],
  ]);
});
