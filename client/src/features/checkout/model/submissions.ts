import { create } from "zustand";
import { onOtherTab, storage } from "@/lib/storage";
import { retriesByItself, parseSubmission, type Submission } from "./submission";

/** State of this tab only. `unknown` is also true for a submission from before this page was loaded. */
export type Progress = { asking: boolean; unknown: boolean; nextAt: number; delay: number };

type Submissions = { submissions: Submission[]; progress: Record<string, Progress> };

const prefix = "souk.checkout.";
const firstDelay = 1_000;
const longestDelay = 30_000;
/** Longer than any request, so the tab that sent it retries first. */
const turnOfOthers = 20_000;

export const useSubmissions = create<Submissions>()(() => load({}, 0));

/** Each submission has a storage key of its own, so that two tabs never write over one another's. */
function load(known: Record<string, Progress>, wait: number): Submissions {
  const submissions = storage
    .keys()
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => parseSubmission(storage.getItem(name)) ?? [])
    .sort((one, other) => one.askUntil - other.askUntil);
  const progress = Object.fromEntries(
    submissions.map(({ unknown, key }): [string, Progress] => {
      const fresh = { asking: false, unknown: wait === 0, nextAt: Date.now() + wait, delay: firstDelay };
      const one = known[key] ?? fresh;
      return [key, { ...one, unknown: one.unknown || unknown }];
    }),
  );
  return { submissions, progress };
}

onOtherTab((name) => {
  if (name === null || name.startsWith(prefix)) {
    useSubmissions.setState(({ progress }) => load(progress, turnOfOthers));
  }
});

export function find(key: string): Submission | undefined {
  return parseSubmission(storage.getItem(prefix + key));
}

/** Written before anything is sent, because a sent order may have been placed. */
export function keep(submission: Submission, changes: Partial<Progress> = {}): void {
  const { key } = submission;
  storage.setItem(prefix + key, JSON.stringify(submission));
  useSubmissions.setState(({ progress }) => {
    const fresh = { asking: false, unknown: false, nextAt: Date.now(), delay: firstDelay };
    return load({ ...progress, [key]: { ...fresh, ...progress[key], ...changes } }, 0);
  });
}

export function forget(key: string): void {
  storage.removeItem(prefix + key);
  useSubmissions.setState(({ progress }) => load(progress, turnOfOthers));
}

/** No outcome yet: retry later, with a growing delay. */
export function postpone(submission: Submission): void {
  const delay = useSubmissions.getState().progress[submission.key]?.delay ?? firstDelay;
  const next = { asking: false, nextAt: Date.now() + delay, delay: Math.min(delay * 2, longestDelay) };
  keep({ ...submission, unknown: true }, next);
}

export function retryNow(): void {
  useSubmissions.setState(({ progress }) => ({
    progress: Object.fromEntries(
      Object.entries(progress).map(([key, one]) => [
        key,
        one.unknown ? { ...one, nextAt: 0, delay: firstDelay } : one,
      ]),
    ),
  }));
}

export function dueSubmissions(now: number): Submission[] {
  const { submissions, progress } = useSubmissions.getState();
  return submissions.filter((submission) => {
    const one = progress[submission.key];
    return one && !one.asking && now >= one.nextAt && retriesByItself(submission, now);
  });
}
