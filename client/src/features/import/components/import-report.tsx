import { CircleCheck, Download, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { HeaderCell, Cell, Table } from "@/components/ui/table";
import { downloadText } from "@/lib/csv";
import type { Previewed } from "../hooks/use-import";
import { countOutcomes } from "../model/preview";
import { failuresCsv, invalidRows } from "../model/report";
import type { FailedRow, Sent } from "../model/send-rows";

type Props = { previewed: Previewed; sent: Sent; onAgain: () => void; onRestart: () => void };

export function ImportReport({ previewed: { sheet, rows }, sent, onAgain, onRestart }: Props) {
  const failed = [...sent.failed, ...invalidRows(rows)].sort((one, other) => one.line - other.line);
  const same = sent.unchanged + countOutcomes(rows).same;
  const clean = failed.length === 0;
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-6 rounded-lg bg-raised p-6 shadow-card inset-ring inset-ring-line sm:p-8">
        <div className="flex items-center gap-3">
          {clean ? (
            <CircleCheck size={28} aria-hidden className="text-good" />
          ) : (
            <TriangleAlert size={28} aria-hidden className="text-warn" />
          )}
          <h2 className="text-xl">{title(sent, clean)}</h2>
        </div>
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
          <Figure name="Created" value={sent.created} />
          <Figure name="Changed" value={sent.updated} />
          <Figure name="As they were" value={same} />
          <Figure name="Failed" value={failed.length} bad={!clean} />
        </dl>
        <div className="flex flex-wrap gap-2">
          <Button look="primary" onClick={onRestart}>
            Import another file
          </Button>
          <Button onClick={onAgain}>Compare this file again</Button>
          {!clean && (
            <Button onClick={() => downloadText("souk-failed.csv", failuresCsv(sheet.header, failed))}>
              <Download size={18} aria-hidden /> Download failures
            </Button>
          )}
        </div>
      </div>
      {!clean && <Failures rows={failed} />}
    </div>
  );
}

function title({ stopped, created, updated }: Sent, clean: boolean): string {
  if (stopped) return "The import stopped before its end";
  if (clean) return "All of it is in the shop";
  return created + updated > 0 ? "Imported, except for some rows" : "Nothing was imported";
}

function Figure({ name, value, bad }: { name: string; value: number; bad?: boolean }) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className={`text-2xl font-semibold tabular-nums ${bad ? "text-bad" : ""}`}>
        {value.toLocaleString("en")}
      </dd>
    </div>
  );
}

const mostShown = 100;

function Failures({ rows }: { rows: readonly FailedRow[] }) {
  return (
    <section aria-labelledby="failures">
      <h2 id="failures" className="mb-3 text-lg">
        What failed
      </h2>
      <Table label="Rows that failed">
        <thead>
          <tr>
            <HeaderCell>Line</HeaderCell>
            <HeaderCell>Product</HeaderCell>
            <HeaderCell>Why</HeaderCell>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostShown).map(({ line, name, why }) => (
            <tr key={line}>
              <Cell className="text-muted tabular-nums">{line}</Cell>
              <Cell className="min-w-40 font-semibold">{name || "(no name)"}</Cell>
              <Cell className="min-w-56 text-bad">{why}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length > mostShown && (
        <p className="mt-3 text-sm text-muted">
          The first {mostShown} are shown; the download has all {rows.length.toLocaleString("en")}.
        </p>
      )}
    </section>
  );
}
