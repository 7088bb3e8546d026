import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { numbersOf } from "./columns";
import { inspect, readFile, readSheet, type Choices } from "./read-file";
import { SheetError } from "./sheet";

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../fixtures/csv-${name}.csv`, import.meta.url)));
const bytes = (text: string) => new TextEncoder().encode(text);

/** As the screen does when nothing is changed. */
function read(file: Uint8Array, changed: Partial<Choices> = {}) {
  const { encoding, delimiter, columns } = inspect(file, {});
  const { sign } = numbersOf(columns);
  const mapping = columns.map(({ field }) => field);
  const choices = { encoding, delimiter, mapping, ...(sign && { sign }), ...changed };
  return { header: readSheet(file, choices).header, rows: [...readFile(file, choices)] };
}

const short = (file: Uint8Array, changed: Partial<Choices> = {}) =>
  read(file, changed).rows.map(({ line, item, problems, skipped }) => [
    line,
    ...(skipped ? [skipped] : problems.length > 0 ? problems : [item]),
  ]);

describe("a file of the cases", () => {
  test("in Windows-1252 is guessed so, and its letters and signs are right", () => {
    expect(inspect(fixture("01-cp1252-semicolon"), {})).toMatchObject({
      encoding: "windows-1252",
      certain: false,
      delimiter: ";",
    });
    const [first] = read(fixture("01-cp1252-semicolon")).rows;
    expect(first?.item).toMatchObject({ name: "Café crème tasse", price: 12.5, quantity: 10 });
  });

  test("read in a wrong encoding has no row that could be saved with U+FFFD", () => {
    const [first, second] = read(fixture("01-cp1252-semicolon"), { encoding: "utf-8" }).rows;
    expect(first?.problems).toEqual([
      "The name holds characters that cannot be read.",
      "The description holds characters that cannot be read.",
    ]);
    expect(second?.problems).toEqual([]);
  });

  test("of a spreadsheet's Unicode text is read", () => {
    expect(short(fixture("03-utf16le-excel-unicode-text"))).toEqual([
      [2, { name: "Łódź poster", price: 15, quantity: 6 }],
    ]);
  });

  test("with decimal commas is ambiguous, and each answer is kept to", () => {
    const file = fixture("06-decimal-comma");
    expect(numbersOf(inspect(file, {}).columns)).toEqual({
      sign: ",",
      ambiguous: ["1,500", "2,250", "1,500"],
    });
    expect(short(file, { sign: "," })).toEqual([
      [2, { name: "Teppich A", price: 1.5, quantity: 2 }],
      [3, { name: "Teppich B", price: 12.5, quantity: 3 }],
      [4, { name: "Teppich C", price: 1299, quantity: 1 }],
      [5, { name: "Schraube", price: 0.999, quantity: 100 }],
      [6, { name: "Faden", price: 2.25, quantity: 5 }],
      [7, "A quantity is a whole number, such as 12. “1,500” is read as 1.5."],
    ]);
    expect(short(file, { sign: "." }).slice(0, 4)).toEqual([
      [2, { name: "Teppich A", price: 1500, quantity: 2 }],
      [3, { name: "Teppich B", price: 12.5, quantity: 3 }],
      [4, { name: "Teppich C", price: 1299, quantity: 1 }],
      [5, { name: "Schraube", price: 0.999, quantity: 100 }],
    ]);
  });

  test("of WooCommerce gives its products, not its parents", () => {
    expect(inspect(fixture("08-woocommerce-export"), {}).format).toBe("woocommerce");
    const { header, rows } = read(fixture("08-woocommerce-export"));
    expect(header).toEqual(["sku", "name", "price", "quantity", "description", "image"]);
    expect(rows).toMatchObject([
      {
        item: {
          sku: "woo-cap",
          name: "Wool cap",
          price: 16,
          quantity: 13,
          description: "A cap.\nKnitted by hand.",
          image: "https://shop.example/a.jpg",
        },
        notes: ["The sale price is used; the regular price is 18.00.", "The first of 2 images is used."],
      },
      { skipped: "Its variants are the products; they have rows of their own." },
      { item: { sku: "woo-tee-s", name: "Tee shirt - S", price: 22, quantity: 5 } },
    ]);
    expect(rows[0]?.item.id).toBeUndefined();
  });

  test("of Shopify gives a product for each variant", () => {
    expect(inspect(fixture("09-shopify-export"), {}).format).toBe("shopify");
    const image = "https://cdn.shop.example/pot.jpg";
    const pot = (Size: string) => ({ group: "clay-pot", groupName: "Clay pot", options: { Size } });
    expect(short(fixture("09-shopify-export"))).toEqual([
      [
        2,
        {
          sku: "CP-S",
          name: "Clay pot - S",
          price: 14,
          quantity: 12,
          description: "Made of clay",
          image,
          ...pot("S"),
        },
      ],
      [
        3,
        {
          sku: "CP-L",
          name: "Clay pot - L",
          price: 24,
          quantity: 4,
          description: "Made of clay",
          image,
          ...pot("L"),
        },
      ],
      [4, "Only another image of the product above."],
    ]);
  });

  test("with lists of images takes the first, and percent-encodes", () => {
    const rows = read(fixture("12-image-list")).rows;
    expect(rows.map(({ item }) => item.image)).toEqual([
      "https://shop.example/a.jpg",
      "https://shop.example/Caf%C3%A9%20lampe.jpg",
      "https://shop.example/a.jpg",
      undefined,
    ]);
    expect(rows[3]?.problems).toEqual(["5 cells for 4 columns."]);
  });

  test("with other words for its headings is understood", () => {
    expect(short(fixture("17-header-variants"))).toEqual([
      [2, { name: "Alias lamp", price: 10, quantity: 3, description: "d" }],
    ]);
  });

  test("with composed and decomposed letters has one name for each", () => {
    const names = read(fixture("23-nfd-macos")).rows.map(({ item }) => item.name);
    expect(names).toEqual(["Nappe brodée", "Nappe brodée", "Nappe brodée", "nappe brodée"]);
  });

  test("with more or fewer cells than columns names each such line", () => {
    const number =
      "The description is only a number. Is there a comma inside a number? Put that number in quotation marks.";
    expect(short(fixture("24-surplus-cells"))).toEqual([
      [2, "5 cells for 4 columns."],
      [3, "5 cells for 4 columns."],
      [4, number],
      [5, number],
      [6, "2 cells for 4 columns."],
    ]);
  });

  test("with a stray quotation mark loses its line and no other", () => {
    const rows = read(fixture("26-stray-quote")).rows;
    expect(rows).toHaveLength(60);
    expect(rows.filter(({ problems }) => problems.length > 0).map(({ line }) => line)).toEqual([4]);
    expect(rows.at(-1)?.item).toEqual({ name: "Row 60", price: 5, quantity: 1, description: "plain" });
  });
});

describe("a file", () => {
  test("with two stray quotation marks does not swallow what is between them", () => {
    const file = bytes('name,price,quantity,description\nA,1,1,"open\nB,2,2,x\nC,3,3,closed"\nD,4,4,x\n');
    expect(short(file)).toEqual([
      [2, "Lines 2 to 4 are one cell, but look like rows. Is a quotation mark missing?"],
      [5, { name: "D", price: 4, quantity: 4, description: "x" }],
    ]);
  });

  test("may have descriptions of several lines with commas", () => {
    const file = bytes('name,price,quantity,description\nA,1,1,"Oak,\noiled, waxed, sanded, planed"\n');
    expect(short(file)).toEqual([
      [2, { name: "A", price: 1, quantity: 1, description: "Oak,\noiled, waxed, sanded, planed" }],
    ]);
  });

  test("whose ids are those of another shop is read without them; our ids are kept", () => {
    const ulid = "01J00000000000000000000001";
    expect(short(bytes("id,name\n44,Lamp\n"))).toEqual([[2, { name: "Lamp" }]]);
    expect(short(bytes(`id,name\n${ulid.toLowerCase()},Lamp\n`))).toEqual([[2, { id: ulid, name: "Lamp" }]]);
  });

  test("may name its delimiter, and empty cells and surplus delimiters say nothing", () => {
    expect(short(bytes("sep=;\nname;price;image\nLamp;20;;;\n"))).toEqual([[3, { name: "Lamp", price: 20 }]]);
  });

  test("with formulas made text has the text back", () => {
    expect(short(bytes("name\n'=SUM(A1)\n"))).toEqual([[2, { name: "=SUM(A1)" }]]);
  });

  test.each([
    ["", "empty"],
    ["name,price\n", "no rows"],
    ['"name,price\nLamp,1\n', "headings"],
    [`name\n${"x\n".repeat(100_001)}`, "at most 100,000 rows"],
  ])("%.20j is refused with a reason", (text, why) => {
    expect(() => inspect(bytes(text), {})).toThrow(SheetError);
    expect(() => inspect(bytes(text), {})).toThrow(why);
  });
});

describe("a file that is no list of products", () => {
  test.each([
    ["a spreadsheet", "PK\x03\x04\x14\0\0\0"],
    ["old Excel", "\xD0\xCF\x11\xE0\xA1\xB1"],
    ["PDF", "%PDF-1.7\n"],
    ["compressed", "\x1F\x8B\x08\0"],
    ["JSON", '[{"name":"x"}]'],
    ["a web page", "<!DOCTYPE html><html>"],
  ])("is named: %s", (kind, start) => {
    const file = Uint8Array.from(start, (one) => one.charCodeAt(0));
    expect(() => inspect(file, {})).toThrow(new RegExp(`This file is .*${kind}.*, not CSV`));
  });

  test("is refused when its first line is a product, which would be lost", () => {
    expect(() => inspect(bytes("Lamp,10,5\nVase,12,6\n"), {})).toThrow("The first line is a product.");
    expect(inspect(bytes("name,2024\nLampe,5\n"), {}).rows).toBe(1);
  });
});

test("a price in another currency than the shop's is refused, and a stock has none", () => {
  const file = bytes('name,price,quantity\nA,$19.90,1\nB,"€ 1.299,50",1\nC,5 USD,1\nD,5,$3\n');
  expect(short(file, { currency: "USD" })).toEqual([
    [2, { name: "A", price: 19.9, quantity: 1 }],
    [3, "“€ 1.299,50” is in €; the shop's prices are in USD."],
    [4, { name: "C", price: 5, quantity: 1 }],
    [5, "A quantity is a whole number, such as 12."],
  ]);
});

test("a sale price of WooCommerce counts on its days only", () => {
  const header =
    "Type,SKU,Name,Published,Date sale price starts,Date sale price ends,Stock,Sale price,Regular price";
  const rows = [
    "simple,A,Past,1,2020-01-01 00:00:00,2020-02-01 23:59:59,5,10,20",
    "simple,B,Future,1,2999-01-01 00:00:00,,5,10,20",
    "simple,C,Running,1,2020-01-01,2999-01-31,5,10,20",
    "simple,D,Open,1,,,5,10,20",
  ];
  const { rows: products } = read(bytes(`${header}\n${rows.join("\n")}\n`));
  expect(products.map(({ item, notes }) => [item.price, ...notes])).toEqual([
    [20, "The sale price 10 is ignored: its sale ended on 2020-02-01."],
    [20, "The sale price 10 is ignored: its sale starts on 2999-01-01."],
    [
      10,
      "The sale price is used; the regular price is 20.",
      "Its sale ends on 2999-01-31. This shop does not change the price then.",
    ],
    [10, "The sale price is used; the regular price is 20."],
  ]);
});

test("a product of Shopify that is not published is skipped, under its name", () => {
  const header =
    "Handle,Title,Published,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Image Src,Status";
  const file = bytes(
    `${header}\nhat,Hat,false,S,H-S,2,19,,active\nhat,,,M,H-M,3,19,,\nmug,Mug,true,,M,1,9,,\n`,
  );
  expect(read(file).rows.map(({ name, skipped }) => [name, skipped])).toEqual([
    ["Hat - S", "Not published."],
    ["Hat - M", "Not published."],
    ["Mug", undefined],
  ]);
});
