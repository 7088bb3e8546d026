import type { Delimiter } from "../model/delimiter";
import type { Encoding } from "../model/encoding";
import type { Choices, Inspection } from "../model/read-file";
import type { ReadRow } from "../model/read-row";
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

export type ReadRows = { header: string[]; rows: ReadRow[] };

export function readRows(
  file: Blob,
  choices: Choices,
  signal: AbortSignal,
  onProgress: (read: number) => void,
): Promise<ReadRows> {
  const rows: ReadRow[] = [];
  return ask({ kind: "read", file, choices }, signal, (message, resolve) => {
    if (message.kind === "rows") {
      for (const row of message.rows) rows.push(row);
      onProgress(rows.length);
    } else if (message.kind === "read") resolve({ header: message.header, rows });
  });
}

/** One worker a question: to cancel is to end it, and its memory goes with it. */
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
