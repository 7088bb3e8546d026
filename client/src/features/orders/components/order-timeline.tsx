import { clsx } from "clsx";
import { Ban, Check, Undo2, type LucideIcon } from "lucide-react";
import type { Order } from "@/lib/api-client";
import { showTime } from "@/lib/dates";
import { showMoney } from "@/lib/money";
import { wasNeverCharged, type Stage } from "@/lib/order-stage";
import { reasonText } from "../model/status";
import { steps, type Step } from "../model/timeline";

type Wording = { title: string; waiting?: string; detail?: string };

function wording(name: Step["name"], order: Order, stage: Stage): Wording {
  const money = (amount: number | null) => showMoney(amount, order.currency);
  const { captured, refunded } = order.payment;
  switch (name) {
    case "placed":
      return { title: "Placed", detail: "We have your order." };
    case "stock_reserved":
      return {
        title: "Stock reserved",
        waiting: "Reserving stock…",
        detail: "Your items are reserved for you.",
      };
    case "payment":
      return { title: "Payment", waiting: awaitedPayment[stage] };
    case "completed":
      return {
        title: "Paid",
        waiting: "Processing the payment…",
        detail: `${money(order.amount)} paid.`,
      };
    case "shipped":
      return { title: "Shipped", detail: sentWith(order) };
    case "partly_refunded":
      return { title: "Partly refunded", detail: `We refunded ${money(refunded)} of ${money(captured)}.` };
    case "refunded":
      return { title: "Refunded", detail: `${reasonText(order) ?? ""} We refunded ${money(refunded)}.` };
    case "paid_back":
      return {
        title: "Refunded",
        waiting: "Your money is on its way back…",
        detail: `We refunded ${money(refunded)}.`,
      };
    case "rejected":
      return { title: "Rejected", detail: endOf(order) };
    case "cancelled":
      return { title: "Cancelled", waiting: "Cancelling…", detail: endOf(order) };
  }
}

const awaitedPayment: Partial<Record<Stage, string>> = {
  opening: "Preparing the payment page…",
  to_pay: "Waiting for your payment",
  confirming: "Confirming your payment…",
  unknown: "Checking with the payment provider…",
  timing_out: "Checking whether you paid in time…",
};

function sentWith({ fulfilment }: Order): string {
  return `It is on its way to you.${fulfilment?.tracking ? ` Tracking number: ${fulfilment.tracking}` : ""}`;
}

function endOf(order: Order): string {
  const charged = wasNeverCharged(order)
    ? "You were not charged."
    : `You were charged ${showMoney(order.payment.captured, order.currency)}.`;
  return [reasonText(order), charged].filter(Boolean).join(" ");
}

export function OrderTimeline({ order, stage }: { order: Order; stage: Stage }) {
  return (
    <ol aria-label="Timeline" className="flex flex-col">
      {steps(order, stage).map((step) => (
        <TimelineStep key={step.name} step={step} wording={wording(step.name, order, stage)} />
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
        className="absolute top-8 bottom-0 start-4 w-0.5 -translate-x-1/2 bg-line rtl:translate-x-1/2 group-last:hidden"
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
  payment: "bg-accent text-on-accent",
  completed: "bg-accent text-on-accent",
  shipped: "bg-accent text-on-accent",
  partly_refunded: "bg-warn-soft text-warn inset-ring-2 inset-ring-warn",
  refunded: "bg-warn-soft text-warn inset-ring-2 inset-ring-warn",
  paid_back: "bg-warn-soft text-warn inset-ring-2 inset-ring-warn",
  rejected: "bg-bad-soft text-bad inset-ring-2 inset-ring-bad",
  cancelled: "bg-sunken text-muted inset-ring-2 inset-ring-line-strong",
};

const icons: Partial<Record<Step["name"], LucideIcon>> = {
  partly_refunded: Undo2,
  refunded: Undo2,
  paid_back: Undo2,
  rejected: Ban,
  cancelled: Ban,
};

function Marker({ name, state }: Pick<Step, "name" | "state">) {
  const Icon = icons[name] ?? Check;
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
