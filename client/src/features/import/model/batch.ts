import { asProblem, type FieldProblem } from "@/lib/problem";
import type { components } from "@/lib/api-types/inventory";
import type { Product } from "@/lib/api-client";
import type { ProductField } from "@/lib/product-fields";
import type { Item } from "./read-row";

/** `seen`: the product as it was when the row was compared; version 0 says that there was none. */
export type BatchItem = Item & { seen?: { version: number; quantity: number } };
/** What was seen of a product when a row was compared with it: no more than the row changes. */
export type Base = Pick<Product, "version" | "quantity"> & Partial<Pick<Product, ProductField>>;
export type BatchResult = components["schemas"]["BatchResults"]["results"][number];
export type PostBatch = (items: BatchItem[]) => Promise<BatchResult[]>;

/** What the shop says of an item. `invalid`: it never came to be looked at, because it does not validate. */
export type Verdict = BatchResult | { outcome: "invalid"; why: string[] };

const mostItems = 500;
const mostBytes = 900_000;

/** In order, each within what a request may hold. One is made when it is asked for: a large file would hold the page up. */
export function* inBatches<T>(rows: readonly T[], itemOf: (row: T) => unknown): Generator<T[]> {
  const encoder = new TextEncoder();
  // One for all rows: a buffer for each would be 50 MB before they are collected.
  const scratch = new Uint8Array(mostBytes);
  let batch: T[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = encoder.encodeInto(JSON.stringify(itemOf(row)), scratch).written + 1;
    if (batch.length === mostItems || bytes + size > mostBytes) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(row);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** Nothing of a batch that does not validate is looked at, so it goes again without the items that are at fault. */
export async function judge(items: BatchItem[], post: PostBatch): Promise<Verdict[]> {
  if (items.length === 0) return [];
  try {
    return await post(items);
  } catch (error) {
    const faults = faultsByItem(asProblem(error).fields);
    if (faults.size === 0) throw error;
    const rest = items.filter((_, index) => !faults.has(index));
    const verdicts = (await judge(rest, post)).values();
    return items.map((_, index): Verdict => {
      const why = faults.get(index);
      if (why) return { outcome: "invalid", why };
      return verdicts.next().value ?? { outcome: "invalid", why: ["The shop said nothing about this row."] };
    });
  }
}

/** ["body", "items", 3, "price"]: the price of the fourth item. */
function faultsByItem(fields: readonly FieldProblem[]): Map<number, string[]> {
  const faults = new Map<number, string[]>();
  for (const { loc, msg } of fields) {
    const [body, items, index, field] = loc;
    if (body !== "body" || items !== "items" || typeof index !== "number") continue;
    faults.set(index, [...(faults.get(index) ?? []), sentence(field, msg)]);
  }
  return faults;
}

/** "Input should be ..." of a field is "The price should be ..." on a screen. */
function sentence(field: string | number | undefined, msg: string): string {
  const subject = field === undefined ? "The row" : `The ${field}`;
  const named = msg.replace(/^(?:Decimal input|String|Input|Value) should/, `${subject} should`);
  return `${named === msg ? `${subject}: ${msg}` : named}.`;
}
