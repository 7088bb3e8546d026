import type { Order } from "@/lib/api-client";
import { abandonOrder } from "../api/abandon-order";
import { placeOrder } from "../api/place-order";
import { retryTime, cancelledByBuyer, newSubmission, type Submission, type Wanted } from "./submission";
import { find, forget, keep, postpone, useSubmissions } from "./submissions";
import { answerOf, outcomeOfAbandon, outcomeOfOrder, type Outcome } from "./outcome";

export type Ended = Extract<Outcome, { kind: "ended" }>;

/** Called before the submission is removed. A page closed in between calls them again. */
export type Handlers = {
  onPlaced: (submission: Submission, order: Order) => void;
  onEnded: (submission: Submission, ended: Ended) => void;
};

/** Another tab may already have sent the same cart; then continue with its submission. */
export function begin(wanted: Wanted): Submission {
  const submission = find(wanted.key) ?? newSubmission(wanted, Date.now());
  keep(submission);
  return submission;
}

/** Sends the submission once and handles the answer. */
export async function submit({ key }: Submission, handlers: Handlers): Promise<Outcome> {
  const submission = find(key);
  if (!submission || useSubmissions.getState().progress[key]?.asking) return { kind: "unknown" };
  const sent = { ...submission, sends: submission.sends + 1 };
  keep(sent, { asking: true });
  const outcome = sent.givenUp === null ? await order(sent) : await abandon(sent);
  if (outcome.kind === "placed") handlers.onPlaced(sent, outcome.order);
  if (outcome.kind === "ended") handlers.onEnded(sent, outcome);
  const latest = find(key);
  if (!latest || outcome.kind === "placed" || outcome.kind === "ended") {
    forget(key);
    return outcome;
  }
  if (outcome.kind === "unknown") {
    postpone(latest);
    return outcome;
  }
  keep({ ...latest, givenUp: outcome.why }, { asking: false });
  return submit(latest, handlers);
}

/** Counts the sends of all tabs. */
async function order(sent: Submission): Promise<Outcome> {
  const answer = await answerOf(placeOrder(sent));
  return outcomeOfOrder(find(sent.key) ?? sent, answer);
}

async function abandon(sent: Submission): Promise<Outcome> {
  return outcomeOfAbandon(sent, await answerOf(abandonOrder(sent)));
}

export function retry(submission: Submission): void {
  keep({ ...submission, askUntil: Date.now() + retryTime }, { nextAt: 0 });
}

export function cancel(submission: Submission): void {
  keep({ ...submission, givenUp: cancelledByBuyer }, { nextAt: 0 });
}
