import type { ReactNode } from "react";
import { ListView } from "@/components/ui/list-view";
import type { OrderStatus } from "@/lib/api-client";
import { useOrderList } from "../hooks/use-order-list";
import { OrderRow, OrderRowSkeleton } from "./order-row";

type Props = { pks: readonly string[]; status: OrderStatus | undefined; noMatch: ReactNode };

/** Newest first, as the pks come. An order that the shop no longer knows is left out. */
export function OrderList({ pks, status, noMatch }: Props) {
  const list = useOrderList(pks);
  const orders = list.orders.filter((order) => !status || order.status === status);
  return (
    <ListView
      query={list}
      rows={orders.length === 0 && list.error ? undefined : orders}
      what="Your orders"
      skeleton={<OrderListSkeleton rows={Math.min(pks.length, 8)} />}
      stale="The shop is not responding. You see the last known status of your orders. We keep trying."
      empty={noMatch}
    >
      {(rows) => (
        <ul
          aria-label="Orders"
          className="divide-y divide-line overflow-hidden rounded-lg bg-raised shadow-card inset-ring inset-ring-line"
        >
          {rows.map((order) => (
            <li key={order.pk}>
              <OrderRow order={order} />
            </li>
          ))}
        </ul>
      )}
    </ListView>
  );
}

export function OrderListSkeleton({ rows }: { rows: number }) {
  return (
    <div
      role="status"
      aria-label="Loading your orders"
      className="divide-y divide-line overflow-hidden rounded-lg bg-raised inset-ring inset-ring-line"
    >
      {Array.from({ length: rows }, (_, row) => (
        <OrderRowSkeleton key={row} />
      ))}
    </div>
  );
}
