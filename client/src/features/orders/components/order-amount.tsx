import { clsx } from "clsx";
import type { Order } from "@/lib/api-client";
import { showMoney, useCurrency } from "@/lib/money";
import { wasNeverCharged } from "../model/status";

/** What the buyer pays. An order that was never charged shows no amount. */
export function OrderAmount({ order, className }: { order: Order; className?: string }) {
  const currency = useCurrency((shop) => shop.currency);
  if (wasNeverCharged(order)) return <span className={clsx("text-muted", className)}>Not charged</span>;
  return (
    <span
      className={clsx(
        "font-semibold tabular-nums",
        order.status === "refunded" && "text-muted line-through",
        className,
      )}
    >
      {showMoney(order.amount, currency)}
    </span>
  );
}
