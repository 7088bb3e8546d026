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

/** `today`: a day such as 2026-01-31, which decides whether a sale is on. */
export function wooCommerceSheet(
  header: readonly string[],
  delimiter: Delimiter,
  today = dayOf(new Date()),
): Sheet {
  const keys = header.map(headingKey);
  const numeric = ["stock", "regularprice"].map((key) => keys.indexOf(key));
  return written((record): SheetRow => {
    const fault = faultOf(record, header.length, delimiter, numeric);
    const cell = byHeading(header, record);
    const row = { line: record.line, raw: record.cells, cells: { name: cell("Name") }, notes: [] };
    if (fault) return { ...row, fault };
    const type = cell("Type").split(",")[0]?.trim() ?? "";
    if (type === "variable")
      return { ...row, skipped: "Its variants are the products; they have rows of their own." };
    if (!sold.includes(type)) return { ...row, skipped: `Not a product by itself: ${type || "no type"}.` };
    if (cell("Published") !== "1") return { ...row, skipped: "Not published." };
    const { price, notes } = priceOf(cell, today);
    return {
      ...row,
      notes,
      cells: {
        sku: cell("SKU"),
        name: cell("Name"),
        price,
        quantity: cell("Stock"),
        description: descriptionOf(cell("Description") || cell("Short description")),
        image: cell("Images"),
      },
    };
  });
}

/** A sale price counts on its days only, both included. The shop ends no sale, so an end that is to come is named. */
function priceOf(cell: (heading: string) => string, today: string): { price: string; notes: string[] } {
  const [sale, regular] = [cell("Sale price"), cell("Regular price")];
  if (!sale || !regular) return { price: sale || regular, notes: [] };
  const [starts, ends] = [cell("Date sale price starts"), cell("Date sale price ends")].map((date) =>
    date.slice(0, "2026-01-31".length),
  );
  if (starts && starts > today)
    return { price: regular, notes: [`The sale price ${sale} is ignored: its sale starts on ${starts}.`] };
  if (ends && ends < today)
    return { price: regular, notes: [`The sale price ${sale} is ignored: its sale ended on ${ends}.`] };
  const notes = [`The sale price is used; the regular price is ${regular}.`];
  if (ends) notes.push(`Its sale ends on ${ends}. This shop does not change the price then.`);
  return { price: sale, notes };
}

function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Line breaks stand as \n in its files. */
function descriptionOf(text: string): string {
  const html = text.replaceAll("\\n", "\n");
  return /<[a-z]|&\w+;/i.test(html) ? textOfHtml(html.replace(/\r?\n/g, "<br>")) : html;
}
