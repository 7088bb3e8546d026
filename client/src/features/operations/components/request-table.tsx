import { showNumber } from "@/lib/locale";
import { clsx } from "clsx";
import { Badge } from "@/components/ui/badge";
import {
  CardCell,
  CardRow,
  CardTable,
  CardTableBody,
  CardTableHead,
  CardTableHeader,
} from "@/components/ui/card-table";
import { showRate, type History } from "../model/history";
import { requestFigures, showLatency, showShare, type RequestFigures } from "../model/requests";

/** Requests of both APIs in the last minute: rate, latency, errors and refusals. */
export function RequestTable({ histories }: { histories: readonly History[] }) {
  return (
    <CardTable label="Requests in the last minute">
      <CardTableHead>
        <CardTableHeader>API</CardTableHeader>
        <CardTableHeader className="text-end">Per second</CardTableHeader>
        <CardTableHeader className="text-end">Median</CardTableHeader>
        <CardTableHeader className="text-end">95th percentile</CardTableHeader>
        <CardTableHeader className="text-end">99th percentile</CardTableHeader>
        <CardTableHeader className="text-end">Errors</CardTableHeader>
        <CardTableHeader>Refused</CardTableHeader>
      </CardTableHead>
      <CardTableBody>
        {histories.map((history) => (
          <Row key={history.latest.service} history={history} figures={requestFigures(history)} />
        ))}
      </CardTableBody>
    </CardTable>
  );
}

function Row({ history, figures }: { history: History; figures: RequestFigures | undefined }) {
  const { service, requests } = history.latest;
  const errors = figures?.errors;
  return (
    <CardRow className="max-md:grid-cols-3">
      <CardCell className="max-md:col-span-2">
        <span className="font-semibold">{service}</span>
        {requests.processes > 1 && (
          <span className="block text-xs text-muted">{`one of ${requests.processes} processes`}</span>
        )}
      </CardCell>
      <Figure name="Per second">{showRate(figures?.rate)}</Figure>
      {([0.5, 0.95, 0.99] as const).map((quantile) => (
        <Figure key={quantile} name={quantile === 0.5 ? "Median" : `${quantile * 100}th percentile`}>
          {showLatency(figures?.latency(quantile))}
        </Figure>
      ))}
      <Figure name="Errors" className={clsx(errors && "font-semibold text-bad")}>
        {errors === undefined ? "–" : showNumber(errors)}
      </Figure>
      <CardCell name="Refused" wide className="max-md:col-span-3">
        <Refusals figures={figures} />
      </CardCell>
    </CardRow>
  );
}

function Refusals({ figures }: { figures: RequestFigures | undefined }) {
  if (!figures) return <span>–</span>;
  if (figures.refusals.length === 0) return <span className="text-muted">none</span>;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {figures.refusals.map(({ code, count, share }) => (
        <li key={code}>
          <Badge tone="warn">{`${code} ${showNumber(count)} (${showShare(share)})`}</Badge>
        </li>
      ))}
    </ul>
  );
}

function Figure({ name, children, className }: { name: string; children: string; className?: string }) {
  return (
    <CardCell name={name} className={clsx("tabular-nums md:text-end md:whitespace-nowrap", className)}>
      {children}
    </CardCell>
  );
}
