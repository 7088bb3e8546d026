import { showNumber } from "@/lib/locale";
import { Badge } from "@/components/ui/badge";
import {
  CardCell,
  CardRow,
  CardTable,
  CardTableBody,
  CardTableHead,
  CardTableHeader,
} from "@/components/ui/card-table";
import { showTime } from "@/lib/dates";
import type { Operations } from "../model/history";
import { showPartitions } from "../model/partitions";

type Node = Operations["redis"][number];

/** Each Redis that has data of a service, as that service's API sees it. */
export function RedisTable({ views }: { views: readonly Operations[] }) {
  return (
    <CardTable label="Redis">
      <CardTableHead>
        <CardTableHeader>Node</CardTableHeader>
        <CardTableHeader>State</CardTableHeader>
        <CardTableHeader>Partitions</CardTableHeader>
        <CardTableHeader className="text-end">Replicas</CardTableHeader>
        <CardTableHeader className="text-end">Behind</CardTableHeader>
      </CardTableHead>
      <CardTableBody>
        {views.flatMap(({ service, redis }) =>
          redis.map((node) => <Row key={`${service} ${node.node}`} service={service} node={node} />),
        )}
      </CardTableBody>
    </CardTable>
  );
}

function Row({ service, node }: { service: string; node: Node }) {
  return (
    <CardRow className="max-md:grid-cols-2">
      <CardCell className="max-md:col-span-2">
        <span className="font-semibold tabular-nums">{node.node}</span>
        <span className="block text-xs text-muted">of {service}</span>
      </CardCell>
      <CardCell name="State" className="max-md:col-span-2">
        <Badge tone={node.up ? "good" : "bad"}>{node.up ? "Connected" : "Away"}</Badge>
        <span className="mt-1 block text-xs text-muted">
          {node.problem ?? (node.since && `since ${showTime(node.since)}`)}
        </span>
      </CardCell>
      <CardCell name="Partitions" className="tabular-nums max-md:col-span-2">
        {showPartitions(node.partitions)}
      </CardCell>
      <CardCell name="Replicas" className="tabular-nums md:text-end">
        {node.replicas === null ? "–" : showNumber(node.replicas)}
      </CardCell>
      <CardCell name="Behind" className="tabular-nums md:text-end md:whitespace-nowrap">
        {node.behind_bytes === null ? "–" : `${showNumber(node.behind_bytes)} bytes`}
      </CardCell>
    </CardRow>
  );
}
