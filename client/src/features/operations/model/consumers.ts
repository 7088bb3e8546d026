import type { Operations, StreamState } from "./history";

export const services = ["inventory", "payment"] as const;
export type Service = (typeof services)[number];

export type Views = Partial<Record<Service, Operations>>;

/** "payment-group" is read by payment. */
export function readerOf({ groups }: StreamState): Service | undefined {
  return services.find((service) => groups.some(({ name }) => name.startsWith(service)));
}

/** Nobody reads what somebody should: true, false, or undefined while the reader does not answer. */
export function isUnread(stream: StreamState, views: Views): boolean | undefined {
  const reader = readerOf(stream);
  if (!reader) return false;
  const view = views[reader];
  return view && view.consumers.length === 0;
}

/** The services whose consumers are gone, with the streams that wait for them. */
export function silentReaders(views: Views): { service: Service; streams: string[] }[] {
  const streams = services.flatMap((service) => views[service]?.streams ?? []);
  return services
    .filter((service) => views[service]?.consumers.length === 0)
    .map((service) => ({
      service,
      streams: streams.filter((stream) => readerOf(stream) === service).map(({ stream }) => stream),
    }));
}

/** "3 s", "2 min", "5 h": how long an entry has waited. */
export function showWait(since: string | null | undefined, now: number): string {
  if (!since) return "–";
  const seconds = Math.max(0, (now - Date.parse(since)) / 1000);
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3_600)} h`;
}
