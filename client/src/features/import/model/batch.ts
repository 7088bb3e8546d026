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
export type NeededGroup = NonNullable<components["schemas"]["Batch"]["groups"]>[number];
export type PostBatch = (items: BatchItem[]) => Promise<BatchResult[]>;

/** The result of one item. `invalid`: it failed validation. */
export type ItemResult = BatchResult | { outcome: "invalid"; why: string[] };

/** The groups that rows name, with the values that they use: the shop makes what it lacks. The first row says which options they have. */
export function groupsOf(items: readonly BatchItem[]): NeededGroup[] {
  const groups = new Map<string, NeededGroup>();
  for (const { group, groupName, options } of items) {
    if (!group || !options || Object.keys(options).length === 0) continue;
    const needed = groups.get(group) ?? newGroup(group, groupName ?? group, options);
    for (const { name, values } of needed.options) {
      const value = options[name];
      if (value !== undefined && !values.includes(value)) values.push(value);
    }
    groups.set(group, needed);
  }
  // What no group can have is left to the rows, which then say what is wrong.
  return [...groups.values()].filter(
    ({ options }) =>
      options.length <= mostOptions && options.every(({ values }) => values.length <= mostValues),
  );
}

function newGroup(id: string, name: string, options: Record<string, string>): NeededGroup {
  return { id, name, options: Object.keys(options).map((option) => ({ name: option, values: [] })) };
}

/** An item as it is sent. */
export function itemOf(item: BatchItem): Omit<BatchItem, "groupName"> {
  const sent = { ...item };
  delete sent.groupName;
  return sent;
}

const mostOptions = 3;
const mostValues = 100;
const mostItems = 500;
const mostBytes = 900_000;

/** Batches in order, each within the limits of a request. Created lazily, so a large file does not block the page. */
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

/** The service rejects a whole batch for one invalid item, so send it again without the invalid items. */
export async function resultsOf(items: BatchItem[], post: PostBatch): Promise<ItemResult[]> {
  if (items.length === 0) return [];
  try {
    return await post(items);
  } catch (error) {
    const faults = faultsByItem(asProblem(error).fields);
    if (faults.size === 0) throw error;
    const rest = items.filter((_, index) => !faults.has(index));
    const results = (await resultsOf(rest, post)).values();
    return items.map((_, index): ItemResult => {
      const why = faults.get(index);
      if (why) return { outcome: "invalid", why };
      return (
        results.next().value ?? { outcome: "invalid", why: ["The shop returned no result for this row."] }
      );
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
