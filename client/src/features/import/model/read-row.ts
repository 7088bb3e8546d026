import { currencySign, foreignSign } from "@/lib/currency-sign";
import { readGroup, readLimit, readOptions, readSaleTime, readState, type Read } from "@/lib/product-input";
import { readNumber, type DecimalSign } from "@/lib/read-number";
import type { Field } from "./columns";
import { readImageCell } from "./image-cell";
import type { SheetRow } from "./sheet";

/** The values to write. */
export type Item = Partial<{
  id: string;
  sku: string;
  name: string;
  price: number;
  quantity: number;
  description: string;
  image: string;
  state: "active" | "draft" | "frozen";
  sale_starts_at: string | null;
  sale_ends_at: string | null;
  limit_per_order: number | null;
  limit_per_customer: number | null;
  group: string | null;
  options: Record<string, string>;
}> & {
  /** What a group is called that the shop does not have; it is sent with the rows, not in them. */
  groupName?: string;
};

export type ReadRow = {
  line: number;
  name: string;
  item: Item;
  /** Why the row cannot be sent. The service checks the rest. */
  problems: string[];
  notes: string[];
  skipped?: string;
};

/** How the file's numbers are written, and the currency that its prices must be in. */
type Written = { sign?: DecimalSign; currency?: string };

/** Parses texts into values. The service validates the values. */
export function readRow({ line, cells, fault, skipped, notes }: SheetRow, written: Written = {}): ReadRow {
  const row: ReadRow = {
    line,
    name: nameOf(cells.name ?? ""),
    item: {},
    problems: [],
    notes: [...notes],
  };
  if (skipped) return { ...row, skipped };
  if (fault) return { ...row, problems: [fault] };
  for (const [field, text] of Object.entries(cells) as [Field, string][]) {
    if (text.includes("\uFFFD")) row.problems.push(`The ${field} holds characters that cannot be read.`);
    else readCell(field, text, written, row);
  }
  return row;
}

function readCell(field: Field, text: string, { sign, currency }: Written, row: ReadRow): void {
  const { item, problems, notes } = row;
  if (field === "price") {
    const price = numberOf(text, sign);
    const foreign = foreignSign(text, currency);
    if (foreign) problems.push(`“${text}” is in ${foreign}; the shop's prices are in ${currency}.`);
    else if (price === undefined) problems.push("A price is a number, such as 19.90.");
    else item.price = price;
  } else if (field === "quantity") {
    const quantity = currencySign(text) ? undefined : numberOf(text, sign);
    if (quantity !== undefined && Number.isInteger(quantity)) item.quantity = quantity;
    else problems.push(notWhole(text, quantity));
  } else if (field === "image") {
    const read = readImageCell(text);
    if ("problem" in read) problems.push(read.problem);
    else item.image = read.image;
    if ("note" in read && read.note) notes.push(read.note);
  } else if (field === "state") keep(field, readState(text), row);
  else if (field === "sale_starts_at" || field === "sale_ends_at")
    keep(field, readSaleTime(isNone(text) ? "" : text), row);
  else if (field === "limit_per_order" || field === "limit_per_customer")
    keep(field, readLimit(isNone(text) ? "" : text), row);
  else if (field === "group") keepGroup(text, row);
  else if (field === "options") keep(field, readOptions(isNone(text) ? "" : text), row);
  else if (field === "id") item.id = text.toUpperCase();
  else if (field === "name") item.name = nameOf(text);
  else item[field] = text.normalize("NFC").replace(/\r\n?/g, "\n");
}

/** An empty cell leaves the product as it is; this word takes a time or a limit away. */
const isNone = (text: string) => /^none$/i.test(text);

function keep<K extends keyof Item>(field: K, read: Read<NonNullable<Item[K]> | null>, row: ReadRow): void {
  if (read.ok) row.item[field] = read.value as Item[K];
  else row.problems.push(read.why);
}

function keepGroup(text: string, row: ReadRow): void {
  keep("group", readGroup(isNone(text) ? "" : text), row);
  if (row.item.group) row.item.groupName = nameOf(text);
}

/** As the shop compares names: composed letters, single spaces. */
function nameOf(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

function numberOf(text: string, sign: DecimalSign | undefined): number | undefined {
  const value = readNumber(text, sign);
  return value === "ambiguous" ? undefined : value;
}

function notWhole(text: string, value: number | undefined): string {
  const plain = "A quantity is a whole number, such as 12.";
  return value === undefined ? plain : `${plain} “${text}” is read as ${value}.`;
}
