import { useQuery } from "@tanstack/react-query";
import { CircleCheck, RefreshCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ListView } from "@/components/ui/list-view";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { showDate } from "@/lib/dates";
import { showNumber } from "@/lib/locale";
import { asProblem } from "@/lib/problem";
import { differencesQuery } from "../api/list-differences";
import { straysQuery } from "../api/list-strays";
import { reconciliationQuery, useReconcile, type Reconciliation } from "../api/reconciliation";
import { DifferenceRow } from "./difference-row";
import { StrayRow } from "./stray-row";

/** Whether the ledgers and the provider agree. `atProvider`: there is one. */
export function ReconciliationPanel({ atProvider }: { atProvider: boolean }) {
  if (!atProvider)
    return (
      <Panel title="Reconciliation">
        <Notice tone="plain">
          Orders are charged without a payment provider, so there is nothing to reconcile.
        </Notice>
      </Panel>
    );
  return (
    <>
      <Panel title="Reconciliation">
        <Compared />
      </Panel>
      <Panel title="Stray bookings">
        <Strays />
      </Panel>
    </>
  );
}

function Compared() {
  const { data } = useQuery(reconciliationQuery);
  const reconcile = useReconcile();
  const isBusy = reconcile.isPending || (data !== undefined && data.state !== "idle");
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p role="status" className="min-w-0 flex-1 basis-64 text-sm">
          {data ? summary(data) : "The time of the last comparison is unavailable."}
        </p>
        <Button disabled={isBusy} onClick={() => reconcile.mutate()}>
          <RefreshCw size={16} aria-hidden className={isBusy ? "animate-spin" : undefined} />
          Reconcile now
        </Button>
      </div>
      {reconcile.error && (
        <Notice tone="bad" alert>
          {asProblem(reconcile.error).message}
        </Notice>
      )}
      {data?.problem && (
        <Notice tone="bad">
          The last comparison failed: {data.problem}.{" "}
          {data.next_at && `It is tried again at ${showDate(data.next_at)}.`}
        </Notice>
      )}
      <Differences run={data?.last?.ended_at} hasRun={data?.last != null} />
    </div>
  );
}

function summary({ state, last, next_at }: Reconciliation): string {
  if (state === "waiting") return "Waiting for a worker to compare the ledgers with the provider.";
  if (state === "running") return "Comparing the ledgers with the provider…";
  if (!last) return "The ledgers and the provider have not been compared yet.";
  const { compared, ended_at, from, to } = last;
  const one = compared === 1;
  const bookings = `${showNumber(compared)} ${one ? "booking" : "bookings"} of the provider ${one ? "was" : "were"} compared`;
  const next = next_at ? ` The next comparison is at ${showDate(next_at)}.` : "";
  return `${bookings} at ${showDate(ended_at)}: those from ${showDate(from)} to ${showDate(to)}. Newer ones are compared next time.${next}`;
}

function Differences({ run, hasRun }: { run: string | undefined; hasRun: boolean }) {
  const list = useQuery(differencesQuery(run));
  return (
    <ListView
      query={list}
      rows={list.data}
      what="The differences"
      skeleton={<Skeleton className="h-16" />}
      stale="Payment is not responding. You see the last known differences. We keep trying."
      empty={
        <Notice tone={hasRun ? "good" : "plain"} icon={hasRun && <CircleCheck size={18} aria-hidden />}>
          {hasRun ? "All is well: the ledgers and the provider agree." : "No differences are known."}
        </Notice>
      }
    >
      {(differences) => (
        <ul aria-label="Differences" className="flex flex-col divide-y divide-line">
          {differences.map((one) => (
            <DifferenceRow key={`${one.reference} ${one.id}`} difference={one} />
          ))}
        </ul>
      )}
    </ListView>
  );
}

function Strays() {
  const list = useQuery(straysQuery);
  return (
    <ListView
      query={list}
      rows={list.data}
      what="The stray bookings"
      skeleton={<Skeleton className="h-16" />}
      stale="Payment is not responding. You see the last known stray bookings. We keep trying."
      empty={
        <Notice tone="good" icon={<CircleCheck size={18} aria-hidden />}>
          All is well: every booking of the provider belongs to an order.
        </Notice>
      }
    >
      {(strays) => (
        <ul aria-label="Stray bookings" className="flex flex-col divide-y divide-line">
          {strays.map((one) => (
            <StrayRow key={one.id} stray={one} />
          ))}
        </ul>
      )}
    </ListView>
  );
}
