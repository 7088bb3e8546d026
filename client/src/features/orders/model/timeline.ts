import type { Order } from "@/lib/api-client";

type StepName = Order["timeline"][number]["step"];

export type Step = { name: StepName; at: string | undefined; state: "done" | "now" | "next" };

const usual: StepName[] = ["placed", "stock_reserved", "completed"];

/** What has happened, and, while the order is under way, what comes. */
export function steps({ timeline, status }: Order): Step[] {
  const done: Step[] = timeline.map(({ step, at }) => ({ name: step, at, state: "done" }));
  if (status !== "pending") return done;
  const coming = usual
    .slice(done.length)
    .map((name, index): Step => ({ name, at: undefined, state: index ? "next" : "now" }));
  return [...done, ...coming];
}
