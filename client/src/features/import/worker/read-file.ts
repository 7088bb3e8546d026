import type { Delimiter } from "../model/delimiter";
import type { Encoding } from "../model/encoding";
import type { Choices, Inspection } from "../model/read-file";
import type { ReadRow } from "../model/read-row";
import type { FailedRow } from "../model/report";
import { SheetError } from "../model/sheet";
import type { Answer, Question } from "./messages";

export function inspectFile(
  file: Blob,
  chosen: { encoding?: Encoding; delimiter?: Delimiter },
  signal: AbortSignal,
): Promise<Inspection> {
  return ask({ kind: "inspect", file, ...chosen }, signal, (message, resolve) => {
    if (message.kind === "inspected") resolve(message.inspection);
  });
}

export function readRows(
  file: Blob,
  choices: Choices,
  signal: AbortSignal,
  onProgress: (read: number) => void,
): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  return ask({ kind: "read", file, choices }, signal, (message, resolve) => {
    if (message.kind === "rows") {
      for (const row of message.rows) rows.push(row);
      onProgress(rows.length);
    } else if (message.kind === "read") resolve(rows);
  });
}

/** The rows that were not imported, as a file of their own. */
export function failuresFile(file: Blob, choices: Choices, failed: readonly FailedRow[]): Promise<string> {
  const signal = new AbortController().signal;
  return ask({ kind: "failures", file, choices, failed }, signal, (message, resolve) => {
    if (message.kind === "failures") resolve(message.csv);
  });
}

/** One worker per task. Cancelling ends the worker and frees its memory. */
function ask<T>(
  question: Question,
  signal: AbortSignal,
  take: (message: Answer, resolve: (value: T) => void) => void,
): Promise<T> {
  const worker = new Worker(new URL("./read.worker.ts", import.meta.url), { type: "module" });
  return new Promise<T>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("Cancelled", "AbortError")));
    worker.onerror = () => reject(new SheetError("The file cannot be read."));
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.kind === "refused") reject(new SheetError(data.why));
      else take(data, resolve);
    };
    worker.postMessage(question);
  }).finally(() => worker.terminate());
}
