import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { downloadText } from "@/lib/csv";
import { asProblem } from "@/lib/problem";
import { toast } from "@/lib/toasts";
import type { Opened } from "../hooks/use-import";
import type { FailedRow } from "../model/report";
import { choicesOf } from "../model/settings";
import { failuresFile } from "../worker/read-file";

type Props = { opened: Opened; failed: readonly FailedRow[]; name: string; children: string };

/** The rows are read from the file again: the page does not hold a hundred thousand of them twice. */
export function DownloadFailures({ opened: { file, settings }, failed, name, children }: Props) {
  const [busy, setBusy] = useState(false);

  async function download() {
    if (busy) return;
    setBusy(true);
    try {
      downloadText(name, await failuresFile(file, choicesOf(settings), failed));
    } catch (error) {
      toast(asProblem(error).message, "bad");
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button size="sm" aria-disabled={busy} onClick={() => void download()}>
      <Download size={16} aria-hidden /> {children}
    </Button>
  );
}
