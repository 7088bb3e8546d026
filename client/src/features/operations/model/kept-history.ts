import { tabStorage } from "@/lib/storage";
import { remembered, type History } from "./history";
import type { Service } from "./consumers";

// Keeps the chart over a reload. Each tab has its own.
const key = (service: Service) => `souk.operations.${service}`;

export function keepHistory(service: Service, history: History): void {
  tabStorage.setItem(key(service), JSON.stringify(history));
}

/** The stored history, if it is recent enough for the chart. */
export function keptHistory(service: Service, now = Date.now()): History | undefined {
  try {
    const kept = JSON.parse(tabStorage.getItem(key(service)) ?? "null") as History | null;
    const last = kept?.samples.at(-1);
    return kept && last?.requests && last.at >= now - remembered ? kept : undefined;
  } catch {
    return undefined;
  }
}
