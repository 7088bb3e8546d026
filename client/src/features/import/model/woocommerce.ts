import { headingKey } from "./columns";
import type { Delimiter } from "./delimiter";
import { textOfHtml } from "./html-text";
import { byHeading, faultOf, type Sheet, type SheetRow } from "./sheet";
import { written } from "./written";

export function isWooCommerce(header: readonly string[]): boolean {
  const keys = new Set(header.map(headingKey));
  return ["type", "sku", "name", "published", "regularprice"].every((key) => keys.has(key));
}

const sold = ["simple", "variation"];

export function wooCommerceSheet(header: readonly string[], delimiter: Delimiter): Sheet {
  const keys = header.map(headingKey);
  const numeric = ["stock", "regularprice"].map((key) => keys.indexOf(key));
  return written((record): SheetRow => {
    const fault = faultOf(record, header.length, delimiter, numeric);
    const cell = byHeading(header, record);
    const row = { line: record.line, raw: record.cells, cells: {}, notes: [] };
    if (fault) return { ...row, fault };
    const type = cell("Type").split(",")[0]?.trim() ?? "";
    if (type === "variable")
      return { ...row, skipped: "Its variants are the products; they have rows of their own." };
    if (!sold.includes(type))
      return { ...row, skipped: `No product of this shop's kind: ${type || "no type"}.` };
    if (cell("Published") !== "1") return { ...row, skipped: "Not published." };
    const [sale, regular] = [cell("Sale price"), cell("Regular price")];
    return {
      ...row,
      notes: sale && regular ? [`The sale price is taken; the regular price is ${regular}.`] : [],
      cells: {
        sku: cell("SKU"),
        name: cell("Name"),
        price: sale || regular,
        quantity: cell("Stock"),
        description: descriptionOf(cell("Description") || cell("Short description")),
        image: cell("Images"),
      },
    };
  });
}

/** Line breaks stand as \n in its files. */
function descriptionOf(text: string): string {
  const html = text.replaceAll("\\n", "\n");
  return /<[a-z]|&\w+;/i.test(html) ? textOfHtml(html.replace(/\r?\n/g, "<br>")) : html;
}
