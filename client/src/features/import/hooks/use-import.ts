import { showNumber } from "@/lib/locale";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { announce } from "@/lib/announce";
import { asProblem } from "@/lib/problem";
import { dryRun } from "../api/post-batch";
import { compareRows, type PreviewRow } from "../model/compare";
import type { Delimiter } from "../model/delimiter";
import type { Encoding } from "../model/encoding";
import { mostBytes, type Inspection } from "../model/read-file";
import { recallMapping, rememberMapping } from "../model/remembered-mapping";
import { reportOf, type Report } from "../model/report";
import { choicesOf, isAsked, questionsOf, settingsFor, type Settings } from "../model/settings";
import { SheetError } from "../model/sheet";
import { overwrite, writesOf, type Reason, type Written } from "../model/write";
import { inspectFile, readRows } from "../worker/read-file";
import { useSending } from "./use-sending";

/** A file with its settings. */
export type Opened = { file: File; inspection: Inspection; settings: Settings };
export type Previewed = { opened: Opened; rows: PreviewRow[] };
export type Progress = { done: number; of: number };

export type ImportState =
  | { step: "choose"; refusal?: string; retry?: () => void }
  | { step: "read"; progress: Progress }
  | { step: "ask"; opened: Opened; rereading?: true }
  | { step: "compare"; progress: Progress }
  | { step: "preview"; previewed: Previewed }
  | { step: "send"; progress: Progress; written: number; waiting?: Reason }
  | { step: "conflicts"; previewed: Previewed; written: Written[] }
  | { step: "done"; previewed: Previewed; report: Report };

const headingsOf = ({ columns }: Inspection) => columns.map(({ heading }) => heading);

/** Preview, import and failure report use the same content, even if the file is saved again on disk. */
async function copyOf(file: File): Promise<File> {
  if (file.size > mostBytes) throw new SheetError("A file has at most 100 MB.");
  const bytes = await file.arrayBuffer().catch(() => {
    throw new SheetError("The file cannot be read. Is it a folder, or has it been moved?");
  });
  return new File([bytes], file.name);
}

/** From the file to the report. Nothing is written before `confirm`. */
export function useImport() {
  const [state, setState] = useState<ImportState>({ step: "choose" });
  const queryClient = useQueryClient();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const sending = useSending((progress, written, waiting) =>
    setState({ step: "send", progress, written, ...(waiting && { waiting }) }),
  );

  /** Runs one task at a time. A cancelled task ends silently; an outage offers `retry`. */
  async function run(work: (signal: AbortSignal) => Promise<void>, retry: () => void) {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    try {
      await work(controller.signal);
    } catch (error) {
      if (controller.signal.aborted) return;
      const { status, message: refusal } = asProblem(error);
      // The page above asks for a sign-in when the session has ended.
      if (status === 401 || status === 403) void queryClient.invalidateQueries();
      if (error instanceof SheetError) setState({ step: "choose", refusal });
      else setState({ step: "choose", refusal: `The file could not be compared. ${refusal}`, retry });
    }
  }

  function choose(file: File, chosen: { encoding?: Encoding; delimiter?: Delimiter } = {}) {
    const isFirst = chosen.encoding === undefined && chosen.delimiter === undefined;
    if (isFirst) setState({ step: "read", progress: { done: 0, of: 0 } });
    // Continue would use the old settings until the file has been read with the new ones.
    else setState((now) => (now.step === "ask" ? { ...now, rereading: true } : now));
    void run(
      async (signal) => {
        const kept = isFirst ? await copyOf(file) : file;
        const inspection = await inspectFile(kept, chosen, signal);
        const remembered = recallMapping(headingsOf(inspection));
        const settings = settingsFor(inspection, remembered);
        const opened = { file: kept, inspection, settings };
        const questions = questionsOf(inspection, settings, remembered !== undefined);
        if (isFirst && !isAsked(questions)) return compare(opened, signal);
        setState({ step: "ask", opened });
      },
      () => choose(file),
    );
  }

  async function compare({ file, inspection, settings }: Opened, signal: AbortSignal) {
    const show = (step: "read" | "compare", done: number, of: number) =>
      setState({ step, progress: { done, of } });
    const rows = await readRows(file, choicesOf(settings), signal, (done) =>
      show("read", done, inspection.rows),
    );
    show("compare", 0, rows.length);
    const compared = await compareRows(rows, {
      dryRun,
      signal,
      onProgress: (done) => show("compare", done, rows.length),
    });
    signal.throwIfAborted();
    setState({
      step: "preview",
      previewed: { opened: { file, inspection, settings }, rows: compared },
    });
    announce(`${showNumber(compared.length)} rows are compared with the shop.`);
  }

  function answer(opened: Opened) {
    rememberMapping(headingsOf(opened.inspection), opened.settings.mapping);
    setState({ step: "read", progress: { done: 0, of: opened.inspection.rows } });
    void run(
      (signal) => compare(opened, signal),
      () => answer(opened),
    );
  }

  async function send(previewed: Previewed, writes: Parameters<typeof sending.send>[0], before: Written[]) {
    const written = [...before, ...(await sending.send(writes))];
    if (written.some(({ outcome }) => outcome.kind === "conflict") && !sending.isStopped())
      return setState({ step: "conflicts", previewed, written });
    finish(previewed, written);
  }

  function finish(previewed: Previewed, written: readonly Written[]) {
    const report = reportOf(previewed.rows, written);
    setState({ step: "done", previewed, report });
    sending.notify(report);
  }

  /** `mine`: the lines that are written over what the shop has now. */
  function resolve(previewed: Previewed, written: readonly Written[], mine: ReadonlySet<number>) {
    const rest: Written[] = [];
    const again = written.flatMap(({ write, outcome }) => {
      if (outcome.kind === "conflict" && mine.has(write.row.line)) return [overwrite(write, outcome.now)];
      rest.push({ write, outcome: outcome.kind === "conflict" ? { kind: "kept" } : outcome });
      return [];
    });
    if (again.length === 0) finish(previewed, rest);
    else void send(previewed, again, rest);
  }

  return {
    state,
    choose: (file: File) => choose(file),
    /** Reads the file in another way, and shows it again. */
    reread: ({ file, settings }: Opened, chosen: { encoding?: Encoding; delimiter?: Delimiter }) =>
      choose(file, { encoding: settings.encoding, delimiter: settings.delimiter, ...chosen }),
    answer,
    ask: (opened: Opened) => setState({ step: "ask", opened }),
    confirm: (previewed: Previewed) => void send(previewed, writesOf(previewed.rows), []),
    resolve,
    stop: sending.stop,
    cancel: () => {
      running.current?.abort();
      setState({ step: "choose" });
    },
  };
}
