import { clsx } from "clsx";
import { Badge } from "@/components/ui/badge";
import { Cell, HeaderCell, Table } from "@/components/ui/table";
import { isUnread, showWait, type Views } from "../model/consumers";
import { ratesOf, showRate, type History, type StreamState } from "../model/history";

type Props = { histories: readonly History[]; views: Views };

export function StreamTable({ histories, views }: Props) {
  return (
    <Table label="Streams" className="min-w-[44rem]">
      <thead>
        <tr>
          <HeaderCell>Stream</HeaderCell>
          <HeaderCell className="text-right">Length</HeaderCell>
          <HeaderCell className="text-right">In a second</HeaderCell>
          <HeaderCell className="text-right">Out a second</HeaderCell>
          <HeaderCell>Group</HeaderCell>
          <HeaderCell className="text-right">Lag</HeaderCell>
          <HeaderCell className="text-right">Oldest waiting</HeaderCell>
        </tr>
      </thead>
      <tbody>
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
      </tbody>
    </Table>
  );
}

// Beyond the delay that a stream has on purpose.
const longWait = 10_000;

function Row({
  stream,
  history,
  unread,
}: {
  stream: StreamState;
  history: History;
  unread: boolean | undefined;
}) {
  const rates = ratesOf(history, stream.stream);
  const now = Date.parse(history.latest.time);
  const [group] = stream.groups;
  const late = group?.oldest_waiting && now - Date.parse(group.oldest_waiting) > stream.delay_ms + longWait;
  return (
    <tr>
      <th scope="row" className="border-b border-line px-4 py-3 font-semibold in-[tr:last-child]:border-b-0">
        {stream.stream}
        <span className="block text-xs font-normal text-muted">
          of {history.latest.service}
          {stream.delay_ms > 0 && `, read after ${(stream.delay_ms / 1000).toLocaleString("en")} s`}
        </span>
      </th>
      <Figure>{stream.length.toLocaleString("en")}</Figure>
      <Figure>{showRate(rates.in)}</Figure>
      <Figure>{group ? showRate(rates.out) : "–"}</Figure>
      <Cell className="whitespace-nowrap">
        {group?.name ?? <span className="text-muted">none: caches read it</span>}
        {unread && (
          <span className="mt-1 block">
            <Badge tone="bad">Nothing is consuming</Badge>
          </span>
        )}
      </Cell>
      <Figure className={group?.lag ? "font-semibold" : undefined}>
        {group?.lag?.toLocaleString("en") ?? "–"}
      </Figure>
      <Figure className={late ? "font-semibold text-bad" : undefined}>
        {showWait(group?.oldest_waiting, now)}
      </Figure>
    </tr>
  );
}

function Figure({ children, className }: { children: string; className?: string }) {
  return <Cell className={clsx("text-right whitespace-nowrap tabular-nums", className)}>{children}</Cell>;
}
