import type { Order } from "@/lib/api-client";
import type { Stage } from "@/lib/order-stage";

type StepName = Order["timeline"][number]["step"] | "payment" | "partly_refunded" | "paid_back";

export type Step = { name: StepName; at: string | undefined; state: "done" | "now" | "next" };

const step = (name: StepName, state: Step["state"]): Step => ({ name, at: undefined, state });

/** The steps that happened, and the expected ones. */
export function steps({ timeline, status }: Order, stage: Stage): Step[] {
  const done = timeline.map(({ step, at }): Step => ({ name: step, at, state: "done" }));
  return [...done, ...(status === "pending" ? expected(done.length, stage) : refunds(stage))];
}

function expected(done: number, stage: Stage): Step[] {
  if (stage === "cancelling") return [step("cancelled", "now")];
  const usual: StepName[] = ["placed", "stock_reserved", stage === "preparing" ? "completed" : "payment"];
  return usual.slice(done).map((name, index) => step(name, index ? "next" : "now"));
}

/** Those that have no time of their own. */
function refunds(stage: Stage): Step[] {
  if (stage === "partly_refunded") return [step("partly_refunded", "done")];
  if (stage === "paying_back") return [step("paid_back", "now")];
  return stage === "paid_back" ? [step("paid_back", "done")] : [];
}
