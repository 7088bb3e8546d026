import { create } from "zustand";
import { onOtherTab, storage } from "@/lib/storage";
import { asksByItself, parseAttempt, type Attempt } from "./attempt";

/** Of this tab only. `unknown` also when it was sent before this page was loaded. */
export type Progress = { asking: boolean; unknown: boolean; nextAt: number; delay: number };

type Attempts = { attempts: Attempt[]; progress: Record<string, Progress> };

const prefix = "souk.checkout.";
const firstDelay = 1_000;
const longestDelay = 30_000;
/** Longer than a request may take: the tab that sent it has the first turn. */
const turnOfOthers = 20_000;

export const useAttempts = create<Attempts>()(() => load({}, 0));

/** Each attempt has a storage key of its own, so that two tabs never write over one another's. */
function load(known: Record<string, Progress>, wait: number): Attempts {
  const attempts = storage
    .keys()
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => parseAttempt(storage.getItem(name)) ?? [])
    .sort((one, other) => one.askUntil - other.askUntil || one.index - other.index);
  const progress = Object.fromEntries(
    attempts.map(({ unknown, wanted: { key } }): [string, Progress] => {
      const fresh = { asking: false, unknown: wait === 0, nextAt: Date.now() + wait, delay: firstDelay };
      const one = known[key] ?? fresh;
      return [key, { ...one, unknown: one.unknown || unknown }];
    }),
  );
  return { attempts, progress };
}

onOtherTab((name) => {
  if (name === null || name.startsWith(prefix)) {
    useAttempts.setState(({ progress }) => load(progress, turnOfOthers));
  }
});

export function find(key: string): Attempt | undefined {
  return parseAttempt(storage.getItem(prefix + key));
}

/** Written before anything is sent: what is in storage may have been ordered. */
export function keep(attempt: Attempt, changes: Partial<Progress> = {}): void {
  const { key } = attempt.wanted;
  storage.setItem(prefix + key, JSON.stringify(attempt));
  useAttempts.setState(({ progress }) => {
    const fresh = { asking: false, unknown: false, nextAt: Date.now(), delay: firstDelay };
    return load({ ...progress, [key]: { ...fresh, ...progress[key], ...changes } }, 0);
  });
}

export function forget(key: string): void {
  storage.removeItem(prefix + key);
  useAttempts.setState(({ progress }) => load(progress, turnOfOthers));
}

/** No outcome: asked again after a while, each time a longer one. */
export function postpone(attempt: Attempt): void {
  const delay = useAttempts.getState().progress[attempt.wanted.key]?.delay ?? firstDelay;
  const next = { asking: false, nextAt: Date.now() + delay, delay: Math.min(delay * 2, longestDelay) };
  keep({ ...attempt, unknown: true }, next);
}

export function hurry(): void {
  useAttempts.setState(({ progress }) => ({
    progress: Object.fromEntries(
      Object.entries(progress).map(([key, one]) => [
        key,
        one.unknown ? { ...one, nextAt: 0, delay: firstDelay } : one,
      ]),
    ),
  }));
}

export function dueAttempts(now: number): Attempt[] {
  const { attempts, progress } = useAttempts.getState();
  return attempts.filter((attempt) => {
    const one = progress[attempt.wanted.key];
    return one && !one.asking && now >= one.nextAt && asksByItself(attempt, now);
  });
}
