import { clsx } from "clsx";
import type { Order } from "@/lib/api-client";
import { showMoney } from "@/lib/money";
import { wasNeverCharged } from "@/lib/order-stage";

/** What the buyer pays. An order that was never charged shows no amount; what was refunded is struck out. */
export function OrderAmount({ order, className }: { order: Order; className?: string }) {
  if (wasNeverCharged(order)) return <span className={clsx("text-muted", className)}>Not charged</span>;
  const { captured, refunded } = order.payment;
  return (
    <span
      className={clsx(
        "font-semibold tabular-nums",
        captured > 0 && refunded >= captured && "text-muted line-through",
        className,
      )}
    >
      {showMoney(order.amount, order.currency)}
    </span>
  );
}
