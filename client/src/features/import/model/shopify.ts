import { headingKey } from "./columns";
import type { Delimiter } from "./delimiter";
import { textOfHtml } from "./html-text";
import { byHeading, faultOf, type Sheet, type SheetRow } from "./sheet";
import { written } from "./written";

export function isShopify(header: readonly string[]): boolean {
  const keys = new Set(header.map(headingKey));
  return ["handle", "variantprice", "variantinventoryqty"].every((key) => keys.has(key));
}

type Parent = {
  handle: string;
  title: string;
  description: string;
  image: string;
  status: string;
  published: string;
  options: string[];
};

/** The group and the options of a row as our own tables write them; nothing where that form has no room for them. */
function variantOf({ title, options }: Parent, values: readonly string[]): SheetRow["cells"] {
  const chosen = values.flatMap((value, place) =>
    value && value !== "Default Title" ? [`${options[place] || `Option ${place + 1}`}: ${value}`] : [],
  );
  if (chosen.length === 0 || chosen.some((option) => /[;\n=]|:.*:/.test(option))) return {};
  return { group: title, options: chosen.join("; ") };
}

/** A row is a variant. What its product says stands in the product's first row only. */
export function shopifySheet(header: readonly string[], delimiter: Delimiter): Sheet {
  const keys = header.map(headingKey);
  const numeric = ["variantinventoryqty", "variantprice"].map((key) => keys.indexOf(key));
  let parent: Parent | undefined;
  return written((record): SheetRow => {
    const fault = faultOf(record, header.length, delimiter, numeric);
    const cell = byHeading(header, record);
    const row = { line: record.line, raw: record.cells, cells: {}, notes: [] };
    if (fault) return { ...row, fault };
    if (cell("Title") || parent?.handle !== cell("Handle"))
      parent = {
        handle: cell("Handle"),
        title: cell("Title"),
        description: textOfHtml(cell("Body (HTML)")),
        image: cell("Image Src"),
        status: cell("Status"),
        published: cell("Published"),
        options: [1, 2, 3].map((number) => cell(`Option${number} Name`)),
      };
    const options = ["Option1 Value", "Option2 Value", "Option3 Value"].map(cell);
    const chosen = options.filter((option) => option && option !== "Default Title").join(" / ");
    const price = cell("Variant Price");
    const sku = cell("Variant SKU").replace(/^'/, "");
    const named = { name: chosen ? `${parent.title} - ${chosen}` : parent.title };
    if (!price && !sku && !chosen)
      return { ...row, cells: named, skipped: "Only another image of the product above." };
    if (/^(draft|archived)$/i.test(parent.status))
      return { ...row, cells: named, skipped: `Not for sale: ${parent.status}.` };
    if (/^false$/i.test(parent.published)) return { ...row, cells: named, skipped: "Not published." };
    return {
      ...row,
      cells: {
        sku,
        ...named,
        price,
        quantity: cell("Variant Inventory Qty"),
        description: parent.description,
        image: cell("Variant Image") || parent.image,
        ...variantOf(parent, options),
      },
    };
  });
}
