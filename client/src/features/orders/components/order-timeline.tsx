import { clsx } from "clsx";
import { Ban, Check, Undo2 } from "lucide-react";
import type { Order } from "@/lib/api-client";
import { showTime } from "@/lib/dates";
import { showMoney } from "@/lib/money";
import { reasonText } from "../model/status";
import { steps, type Step } from "../model/timeline";

type Wording = { title: string; waiting?: string; detail?: string };

function wording(name: Step["name"], order: Order): Wording {
  switch (name) {
    case "placed":
      return { title: "Placed", detail: "We have your order." };
    case "stock_reserved":
      return {
        title: "Stock reserved",
        waiting: "Reserving stock…",
        detail: "Set aside for you; nobody else can buy it.",
      };
    case "completed":
      return {
        title: "Completed",
        waiting: "Settling the payment…",
        detail: `${showMoney(order.amount)} paid.`,
      };
    case "refunded":
      return {
        title: "Refunded",
        detail: `${reasonText(order) ?? ""} ${showMoney(order.amount)} went back to you.`,
      };
    case "rejected":
      return { title: "Rejected", detail: `${reasonText(order) ?? ""} You were not charged.` };
    case "cancelled":
      return { title: "Cancelled", detail: `${reasonText(order) ?? ""} You were not charged.` };
  }
}

export function OrderTimeline({ order }: { order: Order }) {
  return (
    <ol aria-label="Timeline" className="flex flex-col">
      {steps(order).map((step) => (
        <TimelineStep key={step.name} step={step} wording={wording(step.name, order)} />
      ))}
    </ol>
  );
}

function TimelineStep({ step: { name, at, state }, wording }: { step: Step; wording: Wording }) {
  return (
    <li
      className="group relative flex gap-4 pb-8 last:pb-0"
      aria-current={state === "now" ? "step" : undefined}
    >
      <span
        aria-hidden
        className="absolute top-8 bottom-0 left-4 w-0.5 -translate-x-1/2 bg-line group-last:hidden"
      />
      <Marker name={name} state={state} />
      <div className="min-w-0 flex-1 pt-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h3 className={clsx("text-base", state === "next" && "font-normal text-muted")}>
            {state === "now" ? (wording.waiting ?? wording.title) : wording.title}
          </h3>
          {at && (
            <time dateTime={at} className="text-sm text-muted tabular-nums">
              {showTime(at)}
            </time>
          )}
        </div>
        {state === "done" && <p className="text-sm text-muted">{wording.detail}</p>}
      </div>
    </li>
  );
}

const doneStyle = {
  placed: "bg-accent text-on-accent",
  stock_reserved: "bg-accent text-on-accent",
  completed: "bg-accent text-on-accent",
  refunded: "bg-warn-soft text-warn inset-ring-2 inset-ring-warn",
  rejected: "bg-bad-soft text-bad inset-ring-2 inset-ring-bad",
  cancelled: "bg-sunken text-muted inset-ring-2 inset-ring-line-strong",
};

function Marker({ name, state }: Pick<Step, "name" | "state">) {
  const Icon = name === "refunded" ? Undo2 : name === "rejected" || name === "cancelled" ? Ban : Check;
  return (
    <span
      aria-hidden
      className={clsx("z-10 grid size-8 shrink-0 place-items-center rounded-full", {
        [doneStyle[name]]: state === "done",
        "bg-surface inset-ring-2 inset-ring-accent": state === "now",
        "bg-surface inset-ring-2 inset-ring-line": state === "next",
      })}
    >
      {state === "done" && <Icon size={16} />}
      {state === "now" && <span className="size-2.5 animate-pulse rounded-full bg-accent" />}
    </span>
  );
}
