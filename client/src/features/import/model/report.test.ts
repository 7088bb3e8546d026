import { expect, test } from "vitest";
import { recognise } from "./columns";
import { inspect, readFile } from "./read-file";
import { failuresCsv } from "./report";

/** As the screen does when nothing is changed. */
function choicesOf(bytes: Uint8Array) {
  const { encoding, delimiter, columns } = inspect(bytes, {});
  const headings = columns.map(({ heading }) => heading);
  return { headings, choices: { encoding, delimiter, mapping: recognise(headings) } };
}

test("the failures are the file's own rows in its order, and can be read again", () => {
  const file = new TextEncoder().encode(
    'name,price,quantity\n"Rug, red","1,50",=2+3,surplus\nGood,1,1\nVase,1,y\n',
  );
  const failed = [
    { line: 4, name: "Vase", why: "A quantity is a whole number, such as 12." },
    { line: 2, name: "Rug, red", why: "4 cells for 3 columns." },
  ];
  const csv = failuresCsv(file, choicesOf(file).choices, failed);
  expect(csv.split("\r\n").slice(1, 3)).toEqual([
    `2,4 cells for 3 columns.,"Rug, red","1,50",'=2+3,surplus`,
    `4,"A quantity is a whole number, such as 12.",Vase,1,y`,
  ]);
  const bytes = new TextEncoder().encode(csv);
  const { headings, choices } = choicesOf(bytes);
  expect(headings).toEqual(["line", "problem", "name", "price", "quantity"]);
  expect([...readFile(bytes, choices)].map(({ name, problems }) => [name, problems])).toEqual([
    ["Rug, red", ["6 cells for 5 columns."]],
    ["Vase", ["A quantity is a whole number, such as 12."]],
  ]);
});
