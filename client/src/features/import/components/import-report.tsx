import { showNumber } from "@/lib/locale";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { HeaderCell, Cell, Table } from "@/components/ui/table";
import type { Opened } from "../hooks/use-import";
import { headline, type FailedRow, type Report } from "../model/report";
import { DownloadFailures } from "./download-failures";
import { StepCard } from "./step-card";

type Props = { opened: Opened; report: Report; onAgain: () => void; onRestart: () => void };

export function ImportReport({ opened, report, onAgain, onRestart }: Props) {
  const missing = [...report.failed, ...report.unknown, ...report.unsent];
  const isClean = missing.length === 0;
  const Icon = isClean ? CircleCheck : TriangleAlert;
  return (
    <div className="flex flex-col gap-6">
      <StepCard
        title={
          <span className="flex items-center gap-3">
            <Icon size={28} aria-hidden className={isClean ? "text-good" : "text-warn"} />
            {headline(report)}
          </span>
        }
      >
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
          <Figure name="Created" value={report.created} />
          <Figure name="Changed" value={report.updated} />
          <Figure name="Unchanged" value={report.unchanged + report.kept} />
          <Figure name="Not imported" value={missing.length} bad={!isClean} />
        </dl>
        {report.unknown.length > 0 && (
          <Notice tone="warn">
            {showNumber(report.unknown.length)} rows may already be written. Choose “Compare this file again”
            to check.
          </Notice>
        )}
        <div className="flex flex-wrap gap-2">
          <Button look="primary" onClick={onRestart}>
            Import another file
          </Button>
          <Button onClick={onAgain}>Compare this file again</Button>
          {!isClean && (
            <DownloadFailures opened={opened} failed={missing} name="souk-failed.csv">
              Download failures
            </DownloadFailures>
          )}
        </div>
      </StepCard>
      {!isClean && <Failures rows={missing} />}
    </div>
  );
}

function Figure({ name, value, bad }: { name: string; value: number; bad?: boolean }) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className={`text-2xl font-semibold tabular-nums ${bad ? "text-bad" : ""}`}>{showNumber(value)}</dd>
    </div>
  );
}

const mostShown = 100;

function Failures({ rows }: { rows: readonly FailedRow[] }) {
  return (
    <section aria-labelledby="failures">
      <h2 id="failures" className="mb-3 text-lg">
        Rows not imported
      </h2>
      <Table label="Rows not imported">
        <thead>
          <tr>
            <HeaderCell>Line</HeaderCell>
            <HeaderCell>Product</HeaderCell>
            <HeaderCell>Reason</HeaderCell>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostShown).map(({ line, name, why }) => (
            <tr key={line}>
              <Cell className="text-muted tabular-nums">{line}</Cell>
              <Cell className="min-w-40 font-semibold">
                <span dir="auto">{name || "(no name)"}</span>
              </Cell>
              <Cell className="min-w-56 text-bad">{why}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length > mostShown && (
        <p className="mt-3 text-sm text-muted">
          The first {mostShown} are shown; the download has all {showNumber(rows.length)}.
        </p>
      )}
    </section>
  );
}
