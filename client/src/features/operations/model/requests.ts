import type { History, Operations } from "./history";

type Requests = Operations["requests"];

/** What a service answered over `seconds`. `share` is of all its requests, 0 to 1. */
export type RequestFigures = {
  seconds: number;
  rate: number;
  answered: number;
  errors: number;
  refusals: { code: string; count: number; share: number }[];
  latency: (quantile: number) => number | null | undefined;
  processes: number;
};

const window = 60_000;

/** Over the last minute, from totals of one process. Undefined until it was polled twice. */
export function requestFigures({ samples }: History): RequestFigures | undefined {
  const last = samples.at(-1);
  if (!last) return undefined;
  const first = samples.find(
    ({ at, requests }) => at >= last.at - window && requests.process === last.requests.process,
  );
  if (!first || first.at === last.at) return undefined;
  return difference(first.requests, last.requests, (last.at - first.at) / 1000);
}

function difference(from: Requests, to: Requests, seconds: number): RequestFigures {
  const answered = to.answered - from.answered;
  const before = new Map(from.refusals.map(({ code, count }) => [code, count]));
  const refusals = to.refusals
    .map(({ code, count }) => ({ code, count: count - (before.get(code) ?? 0) }))
    .filter(({ count }) => count > 0)
    .map((one) => ({ ...one, share: one.count / answered }))
    .sort((one, other) => other.count - one.count);
  const counts = to.latency.map(({ at_most_us, count }, index) => ({
    atMost: at_most_us,
    count: count - (from.latency[index]?.count ?? 0),
  }));
  return {
    seconds,
    rate: answered / seconds,
    answered,
    errors: to.errors - from.errors,
    refusals,
    latency: (quantile) =>
      answered === 0 ? undefined : counts.find(({ count }) => count >= quantile * answered)?.atMost,
    processes: to.processes,
  };
}

/** "≤ 2.5 ms": the service counts latencies in buckets; this is the bound of the bucket. */
export function showLatency(microseconds: number | null | undefined): string {
  if (microseconds === undefined) return "–";
  if (microseconds === null) return "> 10 s";
  return microseconds < 1_000_000 ? `≤ ${microseconds / 1000} ms` : `≤ ${microseconds / 1_000_000} s`;
}

export function showShare(share: number): string {
  return share < 0.01 ? "< 1 %" : `${Math.round(share * 100)} %`;
}
