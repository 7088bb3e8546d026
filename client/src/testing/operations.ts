import type { components } from "@/lib/api-types/payment";

type Requests = components["schemas"]["Operations"]["requests"];

/** Totals of a process that has answered nothing, but for what is given. */
export function requestTotals(given: Partial<Requests> = {}): Requests {
  return { process: "one", processes: 1, answered: 0, errors: 0, refusals: [], latency: [], ...given };
}
