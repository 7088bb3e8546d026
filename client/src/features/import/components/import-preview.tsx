import { Download, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { downloadText } from "@/lib/csv";
import type { Previewed } from "../hooks/use-import";
import { countOutcomes } from "../model/preview";
import { failuresCsv, invalidRows } from "../model/report";
import { PreviewTable } from "./preview-table";

type Props = {
  previewed: Previewed;
  onConfirm: () => void;
  onRestart: () => void;
};

export function ImportPreview({ previewed: { file, sheet, rows }, onConfirm, onRestart }: Props) {
  const counts = countOutcomes(rows);
  const toWrite = counts.new + counts.changed;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center justify-between gap-4 rounded-lg bg-raised px-5 py-4 shadow-card inset-ring inset-ring-line">
        <div className="min-w-0">
          <h2 className="truncate text-lg">{file.name}</h2>
          <p className="text-sm text-muted">
            {toWrite > 0
              ? `Nothing is written yet. ${sentence(counts.new, counts.changed)}`
              : counts.invalid === rows.length
                ? "No row can be imported."
                : "The shop has all of this already. There is nothing to import."}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button onClick={onRestart}>Another file</Button>
          {toWrite > 0 && (
            <Button look="primary" onClick={onConfirm}>
              Confirm: import {toWrite.toLocaleString("en")} {toWrite === 1 ? "row" : "rows"}
            </Button>
          )}
        </div>
      </div>
      {counts.invalid > 0 && (
        <Notice
          tone="bad"
          icon={<TriangleAlert size={18} aria-hidden />}
          action={
            <Button
              size="sm"
              onClick={() => downloadText("souk-invalid.csv", failuresCsv(sheet.header, invalidRows(rows)))}
            >
              <Download size={16} aria-hidden /> Download them
            </Button>
          }
        >
          {counts.invalid === 1
            ? "1 line cannot be imported and is left out."
            : `${counts.invalid} lines cannot be imported and are left out.`}
        </Notice>
      )}
      {sheet.ignored.length > 0 && (
        <Notice tone="plain">
          Columns that the shop does not know are left out: {sheet.ignored.join(", ")}.
        </Notice>
      )}
      <PreviewTable rows={rows} />
    </div>
  );
}

function sentence(created: number, changed: number): string {
  const parts = [
    created > 0 && `${created.toLocaleString("en")} new`,
    changed > 0 && `${changed.toLocaleString("en")} changed`,
  ];
  return `On Confirm: ${parts.filter(Boolean).join(", ")}.`;
}
