import type { Operations, StreamState } from "./history";

export const services = ["inventory", "payment"] as const;
export type Service = (typeof services)[number];

export type Views = Partial<Record<Service, Operations>>;

/** "payment-group" is read by payment. */
export function readerOf({ groups }: StreamState): Service | undefined {
  return services.find((service) => groups.some(({ name }) => name.startsWith(service)));
}

/** True: the stream has no consumer although it needs one. Undefined: its service is not responding. */
export function isUnread(stream: StreamState, views: Views): boolean | undefined {
  const reader = readerOf(stream);
  if (!reader) return false;
  const view = views[reader];
  return view && view.consumers.length === 0;
}

/** Services without a consumer, with their waiting streams. */
export function silentReaders(views: Views): { service: Service; streams: string[] }[] {
  const streams = services.flatMap((service) => views[service]?.streams ?? []);
  return services
    .filter((service) => views[service]?.consumers.length === 0)
    .map((service) => ({
      service,
      streams: streams.filter((stream) => readerOf(stream) === service).map(({ stream }) => stream),
    }));
}

// Consumers collect entries into batches, so one second is not late.
const usual = 1_000;
const veryLate = 10_000;

/** Milliseconds since the oldest waiting entry of a stream should have been applied: an entry waits on purpose until
 * the delay of its stream has passed. 0: none is late. */
export function lateBy({ delay_ms, groups }: StreamState, now: number): number {
  const since = groups[0]?.oldest_waiting;
  const late = since ? now - Date.parse(since) - delay_ms : 0;
  return late > usual ? late : 0;
}

export function isVeryLate(milliseconds: number): boolean {
  return milliseconds > veryLate;
}

/** "3.2 s", "2 min", "5 h"; "no" when nothing is late. */
export function showLateness(milliseconds: number): string {
  if (milliseconds === 0) return "no";
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3_600)} h`;
}
