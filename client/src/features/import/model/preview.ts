import type { Product } from "@/lib/api-client";
import { readDescription, readImage, readName, readPrice, readStock, type Read } from "@/lib/product-input";
import type { Sheet, SheetRow } from "./sheet";

export type Known = Pick<Product, "id" | "name" | "price" | "quantity" | "description" | "image">;
type Field = Exclude<keyof Known, "id">;
type Values = Partial<Pick<Known, Field>>;
export type BatchItem = { id?: string } & Values;

export type Outcome = "new" | "changed" | "same" | "invalid";
export type FieldChange = { field: Field; from: string | number; to: string | number };
export type PreviewRow = {
  line: number;
  raw: string[];
  outcome: Outcome;
  name: string;
  values: Values;
  changes: FieldChange[];
  problems: string[];
  /** What is sent; nothing for rows that are the same or invalid. */
  item?: BatchItem;
};

const readers: { [F in Field]: (text: string) => Read<Known[F]> } = {
  name: readName,
  price: readPrice,
  quantity: readStock,
  description: readDescription,
  image: readImage,
};
const fields = Object.keys(readers) as Field[];

/**
 * What an import would do. A row is an existing product's by its id, or by its exact name; an empty cell leaves what is
 * there. Nothing is written here.
 */
export function preview(sheet: Sheet, catalogue: Iterable<Known>): PreviewRow[] {
  const shelf = indexOf(catalogue);
  const taken = new Map<string, number>();
  return sheet.rows.map((row) => {
    const read = readRow(row);
    const match = matchRow(row, shelf);
    const problems = [...read.problems, ...match.problems, ...missing(row, match.product)];
    const key = match.product ? match.product.id : `name ${row.cells.name ?? ""}`;
    const before = taken.get(key);
    if (before !== undefined && problems.length === 0)
      problems.push(`The same product is on line ${before} already.`);
    taken.set(key, before ?? row.line);
    return outcomeOf(row, read.values, match.product, problems);
  });
}

type Shelf = { byId: Map<string, Known>; byName: Map<string, Known[]> };

function indexOf(catalogue: Iterable<Known>): Shelf {
  const shelf: Shelf = { byId: new Map(), byName: new Map() };
  for (const product of catalogue) {
    if (shelf.byId.has(product.id)) continue;
    shelf.byId.set(product.id, product);
    shelf.byName.set(product.name, [...(shelf.byName.get(product.name) ?? []), product]);
  }
  return shelf;
}

function matchRow({ cells }: SheetRow, shelf: Shelf): { product?: Known; problems: string[] } {
  if (cells.id) {
    const product = shelf.byId.get(cells.id.toUpperCase());
    return product ? { product, problems: [] } : { problems: [`No product has the id ${cells.id}.`] };
  }
  const namesakes = shelf.byName.get(cells.name ?? "") ?? [];
  if (namesakes.length > 1) {
    return { problems: [`${namesakes.length} products have this name; an id column tells which is meant.`] };
  }
  return { product: namesakes[0], problems: [] };
}

function readRow({ cells }: SheetRow): { values: Values; problems: string[] } {
  const values: Record<string, string | number> = {};
  const problems: string[] = [];
  for (const field of fields) {
    const text = cells[field];
    if (text === undefined) continue;
    const read = readers[field](text);
    if (read.ok) values[field] = read.value;
    else problems.push(read.why);
  }
  return { values, problems };
}

/** A new product needs all three; one that is there already has them. */
function missing({ cells }: SheetRow, product: Known | undefined): string[] {
  if (product || cells.id) return [];
  const needed = (["name", "price", "quantity"] as const).filter((field) => cells[field] === undefined);
  return needed.map((field) => `A ${field} is needed.`);
}

function outcomeOf(
  row: SheetRow,
  values: Values,
  product: Known | undefined,
  problems: string[],
): PreviewRow {
  const name = row.cells.name ?? product?.name ?? "";
  const base = { line: row.line, raw: row.raw, name, values, problems };
  if (problems.length > 0) return { ...base, outcome: "invalid", changes: [] };
  if (!product) return { ...base, outcome: "new", changes: [], item: values };
  const changes = fields
    .filter((field) => values[field] !== undefined && values[field] !== product[field])
    .map((field) => ({ field, from: product[field], to: values[field] ?? "" }));
  if (changes.length === 0) return { ...base, outcome: "same", changes };
  const changed = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
  return { ...base, outcome: "changed", changes, item: { id: product.id, ...changed } };
}

export function countOutcomes(rows: readonly PreviewRow[]): Record<Outcome, number> {
  const counts = { new: 0, changed: 0, same: 0, invalid: 0 };
  for (const { outcome } of rows) counts[outcome]++;
  return counts;
}
