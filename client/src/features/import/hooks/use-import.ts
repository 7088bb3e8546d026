import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { announce } from "@/lib/announce";
import { asProblem } from "@/lib/problem";
import { toast } from "@/lib/toasts";
import { postBatch } from "../api/post-batch";
import { readCatalogue } from "../api/read-catalogue";
import { preview, type PreviewRow } from "../model/preview";
import { sendRows, type Sent } from "../model/send-rows";
import { mostBytes, readSheet, SheetError, type Sheet } from "../model/sheet";

export type Previewed = { file: File; sheet: Sheet; rows: PreviewRow[] };
export type Progress = { done: number; of: number };

export type ImportState =
  | { step: "choose"; refusal?: string; file?: File }
  | { step: "compare"; file: File; progress: Progress }
  | { step: "preview"; previewed: Previewed }
  | { step: "send"; previewed: Previewed; progress: Progress }
  | { step: "done"; previewed: Previewed; sent: Sent };

/** From the file to the report. Nothing is written before `confirm`. */
export function useImport() {
  const [state, setState] = useState<ImportState>({ step: "choose" });
  const stopping = useRef(false);
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  const queryClient = useQueryClient();

  async function choose(file: File) {
    setState({ step: "compare", file, progress: { done: 0, of: 0 } });
    try {
      if (file.size > mostBytes) throw new SheetError("A file has at most 10 MB.");
      const sheet = readSheet(await file.text());
      const catalogue = await readCatalogue((done, of) =>
        setState({ step: "compare", file, progress: { done, of } }),
      );
      const rows = preview(sheet, catalogue);
      setState({ step: "preview", previewed: { file, sheet, rows } });
      announce(`${rows.length} rows are compared with the shop.`);
    } catch (error) {
      if (error instanceof SheetError) setState({ step: "choose", refusal: error.message });
      else
        setState({ step: "choose", refusal: `The file was not compared. ${asProblem(error).message}`, file });
    }
  }

  const send = useMutation({
    mutationFn: async (previewed: Previewed) => {
      const of = previewed.rows.filter(({ item }) => item).length;
      const show = (done: number) => setState({ step: "send", previewed, progress: { done, of } });
      stopping.current = false;
      show(0);
      return sendRows(previewed.rows, {
        post: postBatch,
        onProgress: show,
        shouldStop: () => stopping.current,
      });
    },
    onSuccess: (sent, previewed) => {
      setState({ step: "done", previewed, sent });
      const text = `The import has ended. ${sent.created + sent.updated} saved, ${sent.failed.length} failed.`;
      announce(text);
      // Somebody who has gone to another page meanwhile does not see the report.
      if (!shown.current) toast(text, sent.failed.length > 0 ? "bad" : "good");
    },
    // Every list of products, the shop's, too; and the session, which may be why it ended.
    onSettled: () => queryClient.invalidateQueries(),
  });

  const { isPending } = send;
  useEffect(() => {
    if (!isPending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isPending]);

  return {
    state,
    choose: (file: File) => void choose(file),
    confirm: (previewed: Previewed) => send.mutate(previewed),
    stop: () => {
      stopping.current = true;
    },
    restart: () => setState({ step: "choose" }),
  };
}
