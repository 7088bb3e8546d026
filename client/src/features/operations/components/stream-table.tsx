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
import { isUnread, isVeryLate, lateBy, showLateness, type Views } from "../model/consumers";
import { ratesOf, showRate, type History, type StreamState } from "../model/history";

type Props = { histories: readonly History[]; views: Views };

export function StreamTable({ histories, views }: Props) {
  return (
    <CardTable label="Streams">
      <CardTableHead>
        <CardTableHeader>Stream</CardTableHeader>
        <CardTableHeader className="text-end">Length</CardTableHeader>
        <CardTableHeader className="text-end">In per second</CardTableHeader>
        <CardTableHeader className="text-end">Out per second</CardTableHeader>
        <CardTableHeader>Group</CardTableHeader>
        <CardTableHeader className="text-end">Waiting</CardTableHeader>
        <CardTableHeader className="text-end">Late</CardTableHeader>
      </CardTableHead>
      <CardTableBody>
        {histories.flatMap((history) =>
          history.latest.streams.map((stream) => (
            <Row
              key={`${history.latest.service} ${stream.stream}`}
              stream={stream}
              history={history}
              unread={isUnread(stream, views)}
            />
          )),
        )}
      </CardTableBody>
    </CardTable>
  );
}

type RowProps = { stream: StreamState; history: History; unread: boolean | undefined };

function Row({ stream, history, unread }: RowProps) {
  const rates = ratesOf(history, stream.stream);
  const [group] = stream.groups;
  const late = lateBy(stream, Date.parse(history.latest.time));
  return (
    <CardRow className="max-md:grid-cols-3">
      <CardCell className="max-md:order-1 max-md:col-span-2">
        <span className="font-semibold">{stream.stream}</span>
        <span className="block text-xs text-muted">
          of {history.latest.service}
          {stream.delay_ms > 0 && `, due after ${showNumber(stream.delay_ms / 1000)} s`}
        </span>
      </CardCell>
      <Figure name="Length" className="max-md:order-2 max-md:text-end">
        {showNumber(stream.length)}
      </Figure>
      <Figure name="In per second" className="max-md:order-3">
        {showRate(rates.in)}
      </Figure>
      <Figure name="Out per second" className="max-md:order-4">
        {group ? showRate(rates.out) : "–"}
      </Figure>
      <CardCell name="Group" className="max-md:order-6 max-md:col-span-2 md:whitespace-nowrap">
        {group?.name ?? <span className="text-muted">no group (read by caches)</span>}
        {unread && (
          <span className="mt-1 block">
            <Badge tone="bad">Nothing is consuming</Badge>
          </span>
        )}
      </CardCell>
      <Figure
        name="Waiting"
        className={clsx("max-md:order-5 max-md:text-end", group?.lag && "font-semibold")}
      >
        {group?.lag == null ? "–" : showNumber(group.lag)}
      </Figure>
      <Figure
        name="Late"
        className={clsx("max-md:order-7 max-md:text-end", isVeryLate(late) && "font-semibold text-bad")}
      >
        {group ? showLateness(late) : "–"}
      </Figure>
    </CardRow>
  );
}

function Figure({ name, children, className }: { name: string; children: string; className: string }) {
  return (
    <CardCell name={name} className={clsx("tabular-nums md:text-end md:whitespace-nowrap", className)}>
      {children}
    </CardCell>
  );
}
