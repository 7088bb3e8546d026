import { useMemo } from "react";
import { showNumber } from "@/lib/locale";
import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ownImage } from "@/lib/image";
import type { Previewed } from "../hooks/use-import";
import { isUnknown } from "../model/columns";
import { countKinds } from "../model/compare";
import { invalidRows } from "../model/report";
import { mapped } from "../model/settings";
import { DownloadFailures } from "./download-failures";
import { PreviewTable } from "./preview-table";
import { StepCard } from "./step-card";

type Props = {
  previewed: Previewed;
  onConfirm: () => void;
  onChangeReading: () => void;
  onRestart: () => void;
};

export function ImportPreview({ previewed, onConfirm, onChangeReading, onRestart }: Props) {
  const { opened, rows } = previewed;
  const counts = countKinds(rows);
  const toWrite = counts.new + counts.changed;
  const leftOut = leftOutColumns(previewed);
  const foreign = useMemo(() => rows.filter(({ item }) => isForeign(item?.image)).length, [rows]);
  return (
    <div className="flex flex-col gap-5">
      <StepCard
        title={opened.file.name}
        actions={
          <>
            <Button onClick={onRestart}>Another file</Button>
            <Button onClick={onChangeReading}>Change file settings</Button>
            {toWrite > 0 && (
              <Button look="primary" onClick={onConfirm}>
                Confirm: import {showNumber(toWrite)} {toWrite === 1 ? "row" : "rows"}
              </Button>
            )}
          </>
        }
      >
        <p className="text-sm text-muted">{summary(counts)}</p>
      </StepCard>
      {counts.invalid > 0 && (
        <Notice
          tone="bad"
          icon={<TriangleAlert size={18} aria-hidden />}
          action={
            <DownloadFailures opened={opened} failed={invalidRows(rows)} name="souk-invalid.csv">
              Download them
            </DownloadFailures>
          }
        >
          {counts.invalid === 1
            ? "1 row cannot be imported."
            : `${showNumber(counts.invalid)} rows cannot be imported.`}
        </Notice>
      )}
      {leftOut.length > 0 && <Notice tone="plain">Columns that are not imported: {listOf(leftOut)}.</Notice>}
      {foreign > 0 && (
        <Notice tone="warn">
          {foreign === 1 ? "1 row has a picture" : `${showNumber(foreign)} rows have pictures`} on another
          site, and this shop shows only its own. Shoppers see a drawn picture instead.
        </Notice>
      )}
      <PreviewTable rows={rows} />
    </div>
  );
}

function summary({ new: created, changed, unchanged }: ReturnType<typeof countKinds>): string {
  const parts = [
    created > 0 && `${showNumber(created)} new`,
    changed > 0 && `${showNumber(changed)} changed`,
  ].filter(Boolean);
  if (parts.length > 0) return `Nothing is written yet. Confirm writes ${parts.join(" and ")}.`;
  return unchanged > 0
    ? "The shop already has all of these rows. There is nothing to import."
    : "No row can be imported.";
}

const isForeign = (image = "") => image !== "" && ownImage(image) === undefined;

const mostListed = 12;

function listOf(headings: string[]): string {
  const rest = headings.length - mostListed;
  const shown = headings.slice(0, mostListed).join(", ");
  return rest > 0 ? `${shown} and ${showNumber(rest)} more` : shown;
}

function leftOutColumns({ opened: { inspection, settings } }: Previewed): string[] {
  if (inspection.format !== "plain") return [];
  const columns = mapped(inspection, settings.mapping);
  const headings = columns.map(({ heading }) => heading);
  return columns.flatMap((column, index) => {
    if (!isUnknown(column)) return [];
    const isTwice = headings.indexOf(column.heading) !== headings.lastIndexOf(column.heading);
    return [isTwice ? `${column.heading} (column ${index + 1})` : column.heading];
  });
}
