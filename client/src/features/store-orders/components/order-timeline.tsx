import { clsx } from "clsx";
import { Panel } from "@/components/ui/panel";
import type { Order } from "@/lib/api-client";
import { showTime } from "@/lib/dates";
import { usePaidAtProvider } from "@/lib/shop";
import { stepMeanings, stepNames, timelineOf, waitsFor } from "../model/order-timeline";

export function OrderTimeline({ order }: { order: Order }) {
  const steps = timelineOf(order);
  const waits = waitsFor(order, usePaidAtProvider());
  return (
    <Panel title="Timeline">
      <ol>
        {steps.map(({ step, at, after }, index) => {
          const last = index === steps.length - 1 && !waits;
          return (
            <li key={step} className={clsx("relative ps-8", !last && "pb-6")}>
              {!last && <span aria-hidden className="absolute top-2 bottom-0 start-[7px] w-0.5 bg-line" />}
              <span
                aria-hidden
                className={clsx(
                  "absolute top-1.5 start-0 size-4 rounded-full border-4 border-raised",
                  dot(step),
                )}
              />
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <h3 className="text-base">{stepNames[step]}</h3>
                <p className="text-sm text-muted tabular-nums">
                  <time dateTime={at}>{showTime(at)}</time>
                  {after && <span> (after {after})</span>}
                </p>
              </div>
              <p className="text-sm text-muted">{stepMeanings[step]}</p>
            </li>
          );
        })}
        {waits && (
          <li className="relative ps-8">
            <span
              aria-hidden
              className="absolute top-1.5 start-0 size-4 animate-pulse rounded-full border-4 border-raised bg-line-strong"
            />
            <p className="text-muted">{waits}</p>
          </li>
        )}
      </ol>
    </Panel>
  );
}

function dot(step: Order["timeline"][number]["step"]): string {
  if (step === "rejected") return "bg-bad";
  return step === "refunded" ? "bg-warn" : "bg-accent";
}
