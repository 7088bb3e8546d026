import type { Product } from "@/lib/api-client";
import type { ProductField } from "@/lib/product-fields";
import { inBatches, judge, type BatchItem, type BatchResult, type PostBatch, type Verdict } from "./batch";
import type { ReadRow } from "./read-row";

export type Kind = "new" | "changed" | "unchanged" | "invalid" | "skipped";
export type FieldChange = { field: ProductField; from: string | number; to: string | number };

export type PreviewRow = {
  line: number;
  raw: string[];
  name: string;
  kind: Kind;
  /** Why it is invalid or skipped. */
  why: string[];
  notes: string[];
  changes: FieldChange[];
  /** What Confirm sends of a new or changed row, with what was seen when it was compared. */
  item?: BatchItem;
  base?: Product;
};

type Options = { dryRun: PostBatch; onProgress: (done: number) => void; signal: AbortSignal };

/** What an import would do, as the shop itself says in a dry run. Nothing is written. */
export async function compareRows(
  rows: readonly ReadRow[],
  { dryRun, onProgress, signal }: Options,
): Promise<PreviewRow[]> {
  const verdicts = new Map<ReadRow, Verdict>();
  const toAsk = rows.filter(({ problems, skipped }) => problems.length === 0 && !skipped);
  for (const batch of inBatches(toAsk, ({ item }) => item)) {
    signal.throwIfAborted();
    const answers = await judge(
      batch.map(({ item }) => item),
      dryRun,
    );
    batch.forEach((row, index) => verdicts.set(row, answers[index] as Verdict));
    onProgress(verdicts.size);
  }
  const firstLine = new Map<string, number>();
  return rows.map((row) => previewOf(row, verdicts.get(row), firstLine));
}

function previewOf(row: ReadRow, verdict: Verdict | undefined, firstLine: Map<string, number>): PreviewRow {
  const { line, raw, name, item, notes, problems, skipped } = row;
  const shown = { line, raw, name, notes, changes: [] };
  if (skipped) return { ...shown, kind: "skipped", why: [skipped] };
  if (!verdict) return { ...shown, kind: "invalid", why: problems };
  if (verdict.outcome === "invalid") return { ...shown, kind: "invalid", why: verdict.why };
  const before = verdict.key ? firstLine.get(verdict.key) : undefined;
  if (before !== undefined)
    return { ...shown, kind: "invalid", why: [`The same product as line ${before}.`] };
  const { product, outcome, code, detail } = verdict;
  if (code === "duplicate_item")
    return { ...shown, kind: "invalid", why: ["The same product as a row above."] };
  if (outcome === "failed" || outcome === "conflict")
    return { ...shown, kind: "invalid", why: [detail ?? "The shop refuses it."] };
  firstLine.set(verdict.key, line);
  if (!product)
    return { ...shown, kind: "new", why: [], item: { ...item, seen: { version: 0, quantity: 0 } } };
  const named = { ...shown, name: name || product.name, why: [] };
  if (outcome === "unchanged") return { ...named, kind: "unchanged" };
  const changes = changesOf(item, verdict, product);
  const values = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
  return {
    ...named,
    kind: "changed",
    changes,
    item: { id: product.id, ...values, seen: seenOf(product) },
    base: product,
  };
}

export function seenOf({ version, quantity }: Product) {
  return { version, quantity };
}

function changesOf(item: BatchItem, { changed }: BatchResult, product: Product): FieldChange[] {
  return changed.map((field) => ({ field, from: product[field], to: item[field] ?? "" }));
}

export function countKinds(rows: readonly PreviewRow[]): Record<Kind, number> {
  const counts = { new: 0, changed: 0, unchanged: 0, invalid: 0, skipped: 0 };
  for (const { kind } of rows) counts[kind]++;
  return counts;
}
