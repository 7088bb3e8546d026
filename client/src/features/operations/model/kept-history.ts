import { tabStorage } from "@/lib/storage";
import { remembered, type History } from "./history";
import type { Service } from "./consumers";

// A reload of the page is no reason to lose the chart; another tab has its own.
const key = (service: Service) => `souk.operations.${service}`;

export function keepHistory(service: Service, history: History): void {
  tabStorage.setItem(key(service), JSON.stringify(history));
}

/** What was kept, if the last of it is still of the time that the chart shows. */
export function keptHistory(service: Service, now = Date.now()): History | undefined {
  try {
    const kept = JSON.parse(tabStorage.getItem(key(service)) ?? "null") as History | null;
    const last = kept?.samples.at(-1);
    return kept && last?.requests && last.at >= now - remembered ? kept : undefined;
  } catch {
    return undefined;
  }
}
