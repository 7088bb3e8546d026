import { clsx } from "clsx";
import { showTime } from "@/lib/dates";
import type { Operations } from "../model/history";

type Partition = Operations["partitions"][number];

/** The consumers of a service, each with the partitions that it owns. */
export function PartitionOwners({ view }: { view: Operations }) {
  const owners = ownersOf(view);
  return (
    <section
      aria-label={`Partitions of ${view.service}`}
      className="rounded-lg bg-raised p-5 inset-ring inset-ring-line"
    >
      <h3 className="text-lg capitalize">{view.service}</h3>
      <p className="text-sm text-muted">{summary(view)}</p>
      <ul className="mt-4 flex flex-col gap-4">
        {owners.map(({ owner, partitions }) => (
          <li key={owner ?? ""}>
            <p className={clsx("text-sm font-semibold", !owner && "text-bad")}>
              {owner ?? "No owner"} <span className="font-normal text-muted">{since(partitions)}</span>
            </p>
            {partitions.length === 0 && <p className="text-sm text-muted">owns no partition yet</p>}
            <ul className="mt-1.5 flex flex-wrap gap-1">
              {partitions.map(({ partition, epoch }) => (
                <li
                  key={partition}
                  title={`Partition ${partition}, epoch ${epoch}`}
                  className={clsx(
                    "grid size-7 place-items-center rounded-sm text-xs font-semibold tabular-nums",
                    owner ? "bg-accent-soft text-accent" : "bg-bad-soft text-bad",
                  )}
                >
                  <span className="sr-only">Partition </span>
                  {partition}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Partitions without an owner come first, because they are the problem. */
function ownersOf({
  partitions,
  consumers,
}: Operations): { owner: string | null; partitions: Partition[] }[] {
  const names = new Set([
    ...consumers,
    ...partitions.map(({ owner }) => owner).filter((owner) => owner !== null),
  ]);
  const of = (owner: string | null) => ({
    owner,
    partitions: partitions.filter((one) => one.owner === owner),
  });
  const unowned = of(null);
  return [...(unowned.partitions.length > 0 ? [unowned] : []), ...[...names].sort().map(of)];
}

function summary({ partitions, consumers }: Operations): string {
  const readers = consumers.length === 1 ? "1 consumer" : `${consumers.length} consumers`;
  return `${partitions.length} partitions, ${readers}`;
}

function since(partitions: readonly Partition[]): string {
  const times = partitions.map((one) => one.since).filter((time) => time !== null);
  const latest = times.sort().at(-1);
  return latest ? `since ${showTime(latest)}` : "";
}
