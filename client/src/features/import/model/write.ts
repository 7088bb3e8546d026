import type { Product } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { fieldNames, sameField, type ProductField } from "@/lib/product-fields";
import { inBatches, resultsOf, type Base, type BatchItem, type PostBatch, type ItemResult } from "./batch";
import { seenOf, type PreviewRow } from "./compare";

/** A row to send, and the product as it was compared (none: it did not exist). */
export type Write = { row: PreviewRow; item: BatchItem; base?: Base };

export type Outcome =
  | { kind: "created" | "updated" | "unchanged" | "kept" | "unknown" | "unsent" }
  | { kind: "failed"; why: string }
  | { kind: "conflict"; now: Product };

export type Written = { write: Write; outcome: Outcome };
export type Reason = "away" | "signed-out";

type Options = {
  write: PostBatch;
  dryRun: PostBatch;
  onProgress: (done: readonly Written[]) => void;
  /** Resolves when it is time to retry; false: the owner stopped the import. */
  wait: (reason: Reason) => Promise<boolean>;
  isStopped: () => boolean;
};

export function writesOf(rows: readonly PreviewRow[]): Write[] {
  return rows.flatMap((row) =>
    row.item ? [{ row, item: row.item, ...(row.base && { base: row.base }) }] : [],
  );
}

/** Overwrites the current values with the row. */
export function overwrite({ row, item }: Write, now: Product): Write {
  return { row, item: { ...item, id: now.id, seen: seenOf(now) }, base: now };
}

/** Sends batch after batch. The outcome of an unanswered batch is looked up before the next one. */
export async function writeRows(writes: readonly Write[], options: Options): Promise<Written[]> {
  const done: Written[] = [];
  for (const batch of inBatches(writes, ({ item }) => item)) {
    if (options.isStopped()) done.push(...batch.map(as({ kind: "unsent" })));
    else done.push(...(await writeBatch(batch, options)));
    options.onProgress(done);
  }
  return done;
}

const mostTries = 5;

async function writeBatch(batch: readonly Write[], options: Options): Promise<Written[]> {
  const done: Written[] = [];
  let open = batch;
  for (let tries = 1; open.length > 0; tries++) {
    let next: Settled;
    try {
      next = settle(open, await judgeWrites(open, options.write), tries === mostTries);
    } catch (error) {
      const { status, message, isOutage } = asProblem(error);
      if (isHeld(status)) {
        if (await options.wait(status === 429 ? "away" : "signed-out")) continue;
        return [...done, ...open.map(as({ kind: "unsent" }))];
      }
      if (!isOutage) return [...done, ...open.map(as({ kind: "failed", why: message }))];
      const found = await findOut(open, options);
      if (!found) return [...done, ...open.map(as({ kind: "unknown" }))];
      next = found;
    }
    done.push(...next.done);
    open = next.open;
  }
  return done;
}

/** The request was refused as a whole. Nothing was written, so it can be sent again. */
const isHeld = (status: number) => status === 401 || status === 403 || status === 429;

type Settled = { done: Written[]; open: Write[] };

const as =
  (outcome: Outcome) =>
  (write: Write): Written => ({ write, outcome });

function judgeWrites(writes: readonly Write[], post: PostBatch): Promise<ItemResult[]> {
  return resultsOf(
    writes.map(({ item }) => item),
    post,
  );
}

function settle(writes: readonly Write[], results: readonly ItemResult[], isLast: boolean): Settled {
  const settled: Settled = { done: [], open: [] };
  writes.forEach((write, index) => {
    const again = (now: Product) => settled.open.push(overwrite(write, now));
    const outcome = outcomeOf(write, results[index], isLast ? undefined : again);
    if (outcome) settled.done.push({ write, outcome });
  });
  return settled;
}

function outcomeOf(
  write: Write,
  result: ItemResult | undefined,
  again?: (now: Product) => void,
): Outcome | undefined {
  if (!result) return { kind: "failed", why: "The shop returned no result for this row." };
  if (result.outcome === "invalid") return { kind: "failed", why: result.why.join(" ") };
  if (result.outcome === "failed")
    return { kind: "failed", why: result.detail ?? "The shop rejected this row." };
  if (result.outcome !== "conflict") return { kind: result.outcome };
  const now = result.product;
  if (!now)
    return { kind: "failed", why: "The product has been deleted. Import the file again to create it." };
  if (isWritten(write, now)) return { kind: "unchanged" };
  if (hasMoved(write, now) || !again) return { kind: "conflict", now };
  again(now);
  return undefined;
}

export function fieldsOf(item: BatchItem): ProductField[] {
  return (Object.keys(fieldNames) as ProductField[]).filter((field) => item[field] !== undefined);
}

const isWritten = (write: Write, now: Product) =>
  fieldsOf(write.item).every((field) => sameField(write.item[field], now[field]));

/** Someone else changed a field of this row, or units were sold. Changes of other fields are not conflicts. */
export function hasMoved(write: Write, now: Product): boolean {
  const { base } = write;
  return !base || fieldsOf(write.item).some((field) => !sameField(base[field], now[field]));
}

/** The outcome of an unanswered batch; undefined: the owner stopped before it was known. */
async function findOut(writes: readonly Write[], options: Options): Promise<Settled | undefined> {
  while (await options.wait("away")) {
    try {
      const unseen = writes.map((write) => ({ ...write, item: { ...write.item, seen: undefined } }));
      const results = await judgeWrites(unseen, options.dryRun);
      return found(writes, results);
    } catch (error) {
      const { status, isOutage } = asProblem(error);
      if (!isOutage && !isHeld(status)) return undefined;
      if (isHeld(status) && status !== 429 && !(await options.wait("signed-out"))) return undefined;
    }
  }
  return undefined;
}

function found(writes: readonly Write[], results: readonly ItemResult[]): Settled {
  const settled: Settled = { done: [], open: [] };
  writes.forEach((write, index) => {
    const result = results[index];
    const done = (outcome: Outcome) => settled.done.push({ write, outcome });
    if (result?.outcome === "unchanged") done({ kind: write.base ? "updated" : "created" });
    else if (result?.outcome === "created" && !write.base) settled.open.push(write);
    else if (result?.outcome === "updated" && result.product) {
      if (hasMoved(write, result.product)) done({ kind: "conflict", now: result.product });
      else settled.open.push(overwrite(write, result.product));
    } else done(outcomeOf(write, result) ?? { kind: "unknown" });
  });
  return settled;
}

/** Each field: as compared, as it is now, as in the row. */
export function differencesOf(write: Write, now: Product) {
  return fieldsOf(write.item).map((field) => ({
    field,
    before: write.base?.[field],
    now: now[field],
    mine: write.item[field],
  }));
}
