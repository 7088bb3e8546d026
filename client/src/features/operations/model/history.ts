import { locales } from "@/lib/locale";
import type { components } from "@/lib/api-types/inventory";

export type Operations = components["schemas"]["Operations"];
export type StreamState = Operations["streams"][number];

/** The totals of one stream at one moment. */
export type Totals = { added: number; read: number | undefined };
export type Sample = { at: number; streams: Record<string, Totals>; requests: Operations["requests"] };

/** The latest poll and the earlier ones that the chart shows. */
export type History = { latest: Operations; samples: Sample[] };

export const remembered = 300_000;
const rateWindow = 3_000;

export function remember(history: History | undefined, latest: Operations): History {
  const sample = sampleOf(latest);
  const before = (history?.samples ?? []).filter(({ at }) => at < sample.at && at >= sample.at - remembered);
  return { latest, samples: [...before, sample] };
}

function sampleOf({ time, streams, requests }: Operations): Sample {
  return {
    at: Date.parse(time),
    requests,
    streams: Object.fromEntries(
      streams.map(({ stream, added, groups }) => [stream, { added, read: groups[0]?.read }]),
    ),
  };
}

/** Per second, by the clock of the service. Undefined before the second poll, or when a total fell (a flushed Redis). */
function rate(from: number | undefined, to: number | undefined, milliseconds: number): number | undefined {
  if (from === undefined || to === undefined || milliseconds <= 0 || to < from) return undefined;
  return ((to - from) / milliseconds) * 1000;
}

export type Rates = { in: number | undefined; out: number | undefined };

/** Averaged over the last polls, so that the figure is readable. */
export function ratesOf({ samples }: History, stream: string): Rates {
  const last = samples.at(-1);
  if (!last) return { in: undefined, out: undefined };
  const first = samples.find(({ at }) => at >= last.at - rateWindow) ?? last;
  const [from, to, time] = [first.streams[stream], last.streams[stream], last.at - first.at];
  return { in: rate(from?.added, to?.added, time), out: rate(from?.read, to?.read, time) };
}

export type Series = { seconds: number[]; values: (number | null)[] };

/** Entries added between two polls; null where polling was interrupted. */
export function seriesOf({ samples }: History, stream: string, gap = 5_000): Series {
  const series: Series = { seconds: [], values: [] };
  samples.slice(1).forEach((sample, index) => {
    const before = samples[index];
    const time = sample.at - (before?.at ?? sample.at);
    const value =
      time > gap ? undefined : rate(before?.streams[stream]?.added, sample.streams[stream]?.added, time);
    series.seconds.push(sample.at / 1000);
    series.values.push(value ?? null);
  });
  return series;
}

export function showRate(value: number | undefined): string {
  if (value === undefined) return "–";
  return new Intl.NumberFormat([...locales], { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}
