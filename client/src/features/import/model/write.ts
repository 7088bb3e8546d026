import type { Product } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { fieldNames, type ProductField } from "@/lib/product-fields";
import { inBatches, judge, type Base, type BatchItem, type PostBatch, type Verdict } from "./batch";
import { seenOf, type PreviewRow } from "./compare";

/** A row on its way: what is sent, and the product that was seen (none: there was none). */
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
  /** Resolves when it is time to ask again; false: the owner has stopped the import. */
  wait: (reason: Reason) => Promise<boolean>;
  isStopped: () => boolean;
};

export function writesOf(rows: readonly PreviewRow[]): Write[] {
  return rows.flatMap((row) =>
    row.item ? [{ row, item: row.item, ...(row.base && { base: row.base }) }] : [],
  );
}

/** Mine over what is there now. */
export function overwrite({ row, item }: Write, now: Product): Write {
  return { row, item: { ...item, id: now.id, seen: seenOf(now) }, base: now };
}

/** Sends batch after batch. One that has no answer is asked about before anything else is sent. */
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

/** Refused before anything was looked at: nothing is written, and the same request may go again. */
const isHeld = (status: number) => status === 401 || status === 403 || status === 429;

type Settled = { done: Written[]; open: Write[] };

const as =
  (outcome: Outcome) =>
  (write: Write): Written => ({ write, outcome });

function judgeWrites(writes: readonly Write[], post: PostBatch): Promise<Verdict[]> {
  return judge(
    writes.map(({ item }) => item),
    post,
  );
}

function settle(writes: readonly Write[], verdicts: readonly Verdict[], isLast: boolean): Settled {
  const settled: Settled = { done: [], open: [] };
  writes.forEach((write, index) => {
    const again = (now: Product) => settled.open.push(overwrite(write, now));
    const outcome = outcomeOf(write, verdicts[index], isLast ? undefined : again);
    if (outcome) settled.done.push({ write, outcome });
  });
  return settled;
}

function outcomeOf(
  write: Write,
  verdict: Verdict | undefined,
  again?: (now: Product) => void,
): Outcome | undefined {
  if (!verdict) return { kind: "failed", why: "The shop said nothing about this row." };
  if (verdict.outcome === "invalid") return { kind: "failed", why: verdict.why.join(" ") };
  if (verdict.outcome === "failed") return { kind: "failed", why: verdict.detail ?? "The shop refuses it." };
  if (verdict.outcome !== "conflict") return { kind: verdict.outcome };
  const now = verdict.product;
  if (!now) return { kind: "failed", why: "The product was deleted meanwhile. Importing again creates it." };
  if (isWritten(write, now)) return { kind: "unchanged" };
  if (hasMoved(write, now) || !again) return { kind: "conflict", now };
  again(now);
  return undefined;
}

export function fieldsOf(item: BatchItem): ProductField[] {
  return (Object.keys(fieldNames) as ProductField[]).filter((field) => item[field] !== undefined);
}

const isWritten = (write: Write, now: Product) =>
  fieldsOf(write.item).every((field) => write.item[field] === now[field]);

/** Somebody changed what this row changes, or sold units that it counts. Other fields may move. */
export function hasMoved(write: Write, now: Product): boolean {
  const { base } = write;
  return !base || fieldsOf(write.item).some((field) => base[field] !== now[field]);
}

/** What became of a batch without an answer; undefined when the owner stops before it is known. */
async function findOut(writes: readonly Write[], options: Options): Promise<Settled | undefined> {
  while (await options.wait("away")) {
    try {
      const unseen = writes.map((write) => ({ ...write, item: { ...write.item, seen: undefined } }));
      const verdicts = await judgeWrites(unseen, options.dryRun);
      return found(writes, verdicts);
    } catch (error) {
      const { status, isOutage } = asProblem(error);
      if (!isOutage && !isHeld(status)) return undefined;
      if (isHeld(status) && status !== 429 && !(await options.wait("signed-out"))) return undefined;
    }
  }
  return undefined;
}

function found(writes: readonly Write[], verdicts: readonly Verdict[]): Settled {
  const settled: Settled = { done: [], open: [] };
  writes.forEach((write, index) => {
    const verdict = verdicts[index];
    const done = (outcome: Outcome) => settled.done.push({ write, outcome });
    if (verdict?.outcome === "unchanged") done({ kind: write.base ? "updated" : "created" });
    else if (verdict?.outcome === "created" && !write.base) settled.open.push(write);
    else if (verdict?.outcome === "updated" && verdict.product) {
      if (hasMoved(write, verdict.product)) done({ kind: "conflict", now: verdict.product });
      else settled.open.push(overwrite(write, verdict.product));
    } else done(outcomeOf(write, verdict) ?? { kind: "unknown" });
  });
  return settled;
}

/** Field by field: what was seen, what is there now, and what the row writes. */
export function differencesOf(write: Write, now: Product) {
  return fieldsOf(write.item).map((field) => ({
    field,
    before: write.base?.[field],
    now: now[field],
    mine: write.item[field],
  }));
}
