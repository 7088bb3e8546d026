import { asProblem, type FieldProblem, type Problem } from "@/lib/problem";
import type { components } from "@/lib/api-types/inventory";
import type { BatchItem, PreviewRow } from "./preview";

export type BatchResult = components["schemas"]["BatchResults"]["results"][number];
export type PostBatch = (items: BatchItem[]) => Promise<BatchResult[]>;
export type FailedRow = { line: number; raw: string[]; name: string; why: string };
export type Sent = {
  created: number;
  updated: number;
  unchanged: number;
  failed: FailedRow[];
  stopped: boolean;
};

export const batchSize = 100;

type Options = { post: PostBatch; onProgress: (done: number) => void; shouldStop: () => boolean };

/**
 * Sends a batch after the other. A row that is refused does not keep the others back. Creating twice would be worse than
 * not at all, so a batch without an answer is not repeated: the import ends there, and importing the file again finds out.
 */
export async function sendRows(
  rows: readonly PreviewRow[],
  { post, onProgress, shouldStop }: Options,
): Promise<Sent> {
  const sent: Sent = { created: 0, updated: 0, unchanged: 0, failed: [], stopped: false };
  const toSend = rows.filter((row) => row.item !== undefined);
  for (let at = 0; at < toSend.length; at += batchSize) {
    const batch = toSend.slice(at, at + batchSize);
    const why = sent.stopped
      ? "Not sent: the import had ended before."
      : shouldStop()
        ? "Not sent: stopped by hand."
        : undefined;
    if (why) {
      sent.stopped = true;
      sent.failed.push(...batch.map((row) => failedRow(row, why)));
    } else {
      await sendBatch(batch, post, sent);
    }
    onProgress(Math.min(at + batchSize, toSend.length));
  }
  return sent;
}

async function sendBatch(batch: readonly PreviewRow[], post: PostBatch, sent: Sent): Promise<void> {
  if (batch.length === 0) return;
  try {
    const results = await post(batch.map(({ item }) => item ?? {}));
    batch.forEach((row, index) => count(row, results[index], sent));
  } catch (error) {
    const problem = asProblem(error);
    const signedOut = problem.status === 401 || problem.status === 403;
    const refused = refusedItems(problem.fields);
    if (problem.isOutage || signedOut) sent.stopped = true;
    const stays = (_: PreviewRow, index: number) => refused.has(index) || refused.size === 0;
    sent.failed.push(
      ...batch
        .filter(stays)
        .map((row) =>
          failedRow(row, refused.get(batch.indexOf(row)) ?? (signedOut ? ended : noAnswer(problem))),
        ),
    );
    // Nothing of a batch that does not validate is written, so the rest of it may go again.
    await sendBatch(
      batch.filter((row, index) => !stays(row, index)),
      post,
      sent,
    );
  }
}

const ended = "Not sent: the sign-in had ended.";

function noAnswer({ isOutage, message }: Problem): string {
  return isOutage ? `${message} It may have been saved; importing the file again shows it.` : message;
}

function count(row: PreviewRow, result: BatchResult | undefined, sent: Sent): void {
  if (!result || result.outcome === "failed" || result.outcome === "conflict")
    sent.failed.push(failedRow(row, result?.detail ?? "The shop said nothing of this row."));
  else sent[result.outcome]++;
}

function failedRow({ line, raw, name }: PreviewRow, why: string): FailedRow {
  return { line, raw, name, why };
}

/** ["body", "items", 3, "price"]: the fourth item's price. */
function refusedItems(fields: readonly FieldProblem[]): Map<number, string> {
  const refused = new Map<number, string>();
  for (const { loc, msg } of fields) {
    const [body, items, index, field] = loc;
    if (body !== "body" || items !== "items" || typeof index !== "number") continue;
    const text = field === undefined ? msg : `${String(field)}: ${msg}`;
    refused.set(index, [refused.get(index), text].filter(Boolean).join(" "));
  }
  return refused;
}
