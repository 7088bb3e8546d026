import type { Product } from "@/lib/api-client";
import {
  inBatches,
  resultsOf,
  type Base,
  type BatchItem,
  type BatchResult,
  type PostBatch,
  type ItemResult,
} from "./batch";
import type { ReadRow } from "./read-row";

export type Kind = "new" | "changed" | "unchanged" | "invalid" | "skipped";

/** A file has up to 100,000 rows, so a row stores nothing that can be derived. */
export type PreviewRow = {
  line: number;
  name: string;
  kind: Kind;
  /** Why it is invalid or skipped. */
  why: string[];
  notes: string[];
  /** The data that Confirm sends, and the product as it was when compared. */
  item?: BatchItem;
  base?: Base;
};

type Options = { dryRun: PostBatch; onProgress: (done: number) => void; signal: AbortSignal };

/** A preview of the import, by a dry run on the server. Nothing is written. */
export async function compareRows(
  rows: readonly ReadRow[],
  { dryRun, onProgress, signal }: Options,
): Promise<PreviewRow[]> {
  const previews = rows.map(unsent);
  const toAsk = [...previews.keys()].filter((index) => previews[index] === undefined);
  const rowAt = (index: number) => rows[index] as ReadRow;
  const firstLine = new Map<string, number>();
  let done = 0;
  for (const batch of inBatches(toAsk, (index) => rowAt(index).item)) {
    signal.throwIfAborted();
    const results = await resultsOf(
      batch.map((index) => rowAt(index).item),
      dryRun,
    );
    // Row by row, so that memory of each answer is freed early.
    batch.forEach((index, at) => {
      previews[index] = previewOf(rowAt(index), results[at] as ItemResult, firstLine);
    });
    onProgress((done += batch.length));
  }
  return previews as PreviewRow[];
}

/** Rows that the shop is not asked about. */
function unsent({ line, name, notes, problems, skipped }: ReadRow): PreviewRow | undefined {
  if (skipped) return { line, name, notes, kind: "skipped", why: [skipped] };
  return problems.length > 0 ? { line, name, notes, kind: "invalid", why: problems } : undefined;
}

function previewOf(row: ReadRow, result: ItemResult, firstLine: Map<string, number>): PreviewRow {
  const { line, name, item, notes, problems } = row;
  const invalid = (...why: string[]): PreviewRow => ({ line, name, notes, kind: "invalid", why });
  if (result.outcome === "invalid") return invalid(...result.why);
  const before = result.key ? firstLine.get(result.key) : undefined;
  if (before !== undefined) return invalid(`The same product as line ${before}.`);
  const { product, outcome, code, detail } = result;
  if (code === "duplicate_item") return invalid("The same product as a row above.");
  if (outcome === "failed" || outcome === "conflict") return invalid(detail ?? "The shop rejected this row.");
  firstLine.set(result.key, line);
  const shown = { line, name: item.name ?? product?.name ?? name, notes, why: problems };
  if (!product) return { ...shown, kind: "new", item: Object.assign(item, { seen: absent }) };
  if (outcome === "unchanged") return { ...shown, kind: "unchanged" };
  return { ...shown, kind: "changed", ...changeOf(item, result, product) };
}

const absent = { version: 0, quantity: 0 };

export function seenOf({ version, quantity }: Pick<Product, "version" | "quantity">) {
  return { version, quantity };
}

function changeOf(item: BatchItem, result: BatchResult, product: Product) {
  const changed = withGroup(item, result.changed);
  const before = Object.fromEntries(changed.map((field) => [field, product[field]]));
  const after = Object.fromEntries(
    changed.map((field) => [field, item[field] === undefined ? "" : item[field]]),
  );
  const seen = seenOf(product);
  const named = item.groupName !== undefined && { groupName: item.groupName };
  return { base: { ...before, ...seen }, item: { id: product.id, ...after, ...named, seen } };
}

/** A group is made with the options that its rows have, so a row that changes one of the two sends both. */
function withGroup(item: BatchItem, changed: BatchResult["changed"]): BatchResult["changed"] {
  const both = (["group", "options"] as const).filter((field) => item[field] !== undefined);
  if (!changed.some((field) => field === "group" || field === "options")) return changed;
  return [...new Set([...changed, ...both])];
}

export function countKinds(rows: readonly PreviewRow[]): Record<Kind, number> {
  const counts = { new: 0, changed: 0, unchanged: 0, invalid: 0, skipped: 0 };
  for (const { kind } of rows) counts[kind]++;
  return counts;
}
