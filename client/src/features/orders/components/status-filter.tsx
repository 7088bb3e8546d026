import { Link } from "@tanstack/react-router";
import type { OrderStatus } from "@/lib/api-client";
import { statuses } from "../model/status";

const choices: [OrderStatus | undefined, string][] = [
  [undefined, "All"],
  ...Object.entries(statuses).map(([status, { label }]): [OrderStatus, string] => [
    status as OrderStatus,
    label,
  ]),
];

/** The router marks the link of the current address. */
export function StatusFilter() {
  return (
    <nav aria-label="Filter by status" className="flex flex-wrap gap-2">
      {choices.map(([choice, label]) => (
        <Link
          key={label}
          to="/orders"
          search={choice ? { status: choice } : {}}
          activeOptions={{ exact: true }}
          className="inline-flex h-9 items-center rounded-full px-3.5 text-sm font-medium inset-ring inset-ring-line hover:bg-sunken aria-[current=page]:bg-ink aria-[current=page]:text-surface aria-[current=page]:inset-ring-ink"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
