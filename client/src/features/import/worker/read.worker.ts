/** Reads files beside the page, which stays free to scroll and to cancel. */
import { inspect, readFile } from "../model/read-file";
import type { ReadRow } from "../model/read-row";
import { failuresCsv } from "../model/report";
import { SheetError } from "../model/sheet";
import type { Answer, Question } from "./messages";

const rowsAtOnce = 2_000;

const answer = (message: Answer) => postMessage(message);

async function work(question: Question): Promise<void> {
  const bytes = new Uint8Array(await question.file.arrayBuffer());
  if (question.kind === "inspect") return answer({ kind: "inspected", inspection: inspect(bytes, question) });
  if (question.kind === "failures")
    return answer({ kind: "failures", csv: failuresCsv(bytes, question.choices, question.failed) });
  let some: ReadRow[] = [];
  for (const row of readFile(bytes, question.choices)) {
    if (some.push(row) < rowsAtOnce) continue;
    answer({ kind: "rows", rows: some });
    some = [];
  }
  answer({ kind: "rows", rows: some });
  answer({ kind: "read" });
}

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  work(data).catch((error: unknown) =>
    answer({
      kind: "refused",
      why: error instanceof SheetError ? error.message : `The file cannot be read: ${String(error)}`,
    }),
  );
});
