import type { Order } from "@/lib/api-client";
import type { CartLine } from "@/lib/cart-line";
import { abandonOrder } from "../api/abandon-order";
import { placeOrder } from "../api/place-order";
import { askingTime, byBuyer, newAttempt, type Attempt } from "./attempt";
import { find, forget, keep, postpone, useAttempts } from "./attempts";
import { answerOf, judgeAbandon, judgeOrder, type Verdict } from "./judge";

export type Ended = Extract<Verdict, { kind: "ended" }>;

/** Called before the attempt is forgotten, so that a page that ends in between does it again. */
export type Handlers = {
  onPlaced: (attempt: Attempt, order: Order) => void;
  onEnded: (attempt: Attempt, ended: Ended) => void;
};

/** Another tab may have sent the same line already: then what it sent is what is asked for. */
export function begin(wanted: CartLine, agreed: number, index: number): Attempt {
  const attempt = find(wanted.key) ?? newAttempt(wanted, agreed, index, Date.now());
  keep(attempt);
  return attempt;
}

/** Sends the attempt once and acts on the answer. */
export async function settle({ wanted: { key } }: Attempt, handlers: Handlers): Promise<Verdict> {
  const attempt = find(key);
  if (!attempt || useAttempts.getState().progress[key]?.asking) return { kind: "unknown" };
  const sent = { ...attempt, sends: attempt.sends + 1 };
  keep(sent, { asking: true });
  const verdict = sent.givenUp === null ? await order(sent) : await abandon(sent);
  if (verdict.kind === "placed") handlers.onPlaced(sent, verdict.order);
  if (verdict.kind === "ended") handlers.onEnded(sent, verdict);
  const latest = find(key);
  if (!latest || verdict.kind === "placed" || verdict.kind === "ended") {
    forget(key);
    return verdict;
  }
  if (verdict.kind === "unknown") {
    postpone(latest);
    return verdict;
  }
  keep({ ...latest, givenUp: verdict.why }, { asking: false });
  return settle(latest, handlers);
}

/** Judged with the sends of all tabs by now. */
async function order(sent: Attempt): Promise<Verdict> {
  const answer = await answerOf(placeOrder(sent.wanted));
  return judgeOrder(find(sent.wanted.key) ?? sent, answer);
}

async function abandon(sent: Attempt): Promise<Verdict> {
  return judgeAbandon(sent, await answerOf(abandonOrder(sent.wanted)));
}

export function askAgain(attempt: Attempt): void {
  keep({ ...attempt, askUntil: Date.now() + askingTime }, { nextAt: 0 });
}

export function giveUp(attempt: Attempt): void {
  keep({ ...attempt, givenUp: byBuyer }, { nextAt: 0 });
}
