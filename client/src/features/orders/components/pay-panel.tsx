import { useSyncExternalStore } from "react";
import { buttonStyle } from "@/components/ui/button";
import type { Order } from "@/lib/api-client";
import { shopNow } from "@/lib/shop-clock";
import { showClock } from "@/lib/dates";
import { showMoney } from "@/lib/money";
import { usePaymentPage } from "../hooks/use-payment-page";
import type { Stage } from "@/lib/order-stage";
import { showTimeLeft } from "../model/time-left";

/** The way to the payment page, as long as the order can be paid. */
export function PayPanel({ order, stage }: { order: Order; stage: Stage }) {
  const { url, expires_at } = order.payment;
  const opens = usePaymentPage(order, stage);
  if (opens) return <p className="text-muted">The payment page opens by itself.</p>;
  if (stage === "to_pay" && url) {
    return (
      <section
        aria-label="Payment"
        className="flex flex-wrap items-center gap-x-5 gap-y-3 rounded-lg bg-raised p-4 shadow-card inset-ring inset-ring-line sm:p-5"
      >
        <a href={url} className={buttonStyle({ look: "primary", size: "lg", className: "max-sm:w-full" })}>
          {`Pay ${showMoney(order.amount, order.currency)}`}
        </a>
        {expires_at && <Hold until={expires_at} />}
      </section>
    );
  }
  if (stage !== "confirming" || !url) return null;
  return (
    <p className="text-sm text-muted">
      <span>You have not paid yet? </span>
      <a href={url} className="rounded-sm text-ink underline underline-offset-4">
        Open the payment page again
      </a>
    </p>
  );
}

/** A screen reader reads the time left when its user comes to it, not each second. */
function Hold({ until }: { until: string }) {
  const now = useShopTime();
  return (
    <p className="min-w-0 flex-1 basis-52 text-sm tabular-nums">
      <span className="block font-semibold">
        <span role="timer">{showTimeLeft(new Date(until).getTime() - now)}</span>
        <span> left to pay</span>
      </span>
      <span className="text-muted">
        {`Your items are reserved until ${showClock(until)}. After that the order is cancelled, and nothing is charged.`}
      </span>
    </p>
  );
}

function everySecond(passed: () => void): () => void {
  const timer = setInterval(passed, 1_000);
  return () => clearInterval(timer);
}

function useShopTime(): number {
  return useSyncExternalStore(everySecond, () => Math.floor(shopNow() / 1_000) * 1_000);
}
