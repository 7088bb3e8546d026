import type { OrderStatus } from "@/lib/api-client";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import type { ReactNode } from "react";
import { asProblem } from "@/lib/problem";
import { useOrderList } from "../hooks/use-order-list";
import { OrderRow, OrderRowSkeleton } from "./order-row";

type Props = { pks: readonly string[]; status: OrderStatus | undefined; noMatch: ReactNode };

/** Newest first, as the pks come. What the shop no longer knows is left out. */
export function OrderList({ pks, status, noMatch }: Props) {
  const queries = useOrderList(pks);
  const pending = queries.some((query) => query.isPending);
  const orders = queries.flatMap(({ data }) => (data && (!status || data.status === status) ? [data] : []));
  const failed = queries.find((query) => query.isError && !query.data && asProblem(query.error).isOutage);
  const stale = queries.some((query) => query.isError && query.data);

  if (pending) {
    return (
      <div
        role="status"
        aria-label="Loading your orders"
        className="divide-y divide-line overflow-hidden rounded-lg bg-raised inset-ring inset-ring-line"
      >
        {pks.slice(0, 8).map((pk) => (
          <OrderRowSkeleton key={pk} />
        ))}
      </div>
    );
  }
  if (failed && orders.length === 0) {
    const retry = () => queries.forEach((query) => void query.refetch());
    return (
      <Failed
        what="Your orders"
        error={failed.error}
        onRetry={retry}
        retrying={queries.some((one) => one.isFetching)}
      />
    );
  }
  if (orders.length === 0) return noMatch;
  return (
    <>
      {(failed ?? stale) && (
        <Notice tone="warn" alert>
          The shop does not answer at the moment. You see your orders as they were; we keep trying.
        </Notice>
      )}
      <ul
        aria-label="Orders"
        className="divide-y divide-line overflow-hidden rounded-lg bg-raised shadow-card inset-ring inset-ring-line"
      >
        {orders.map((order) => (
          <li key={order.pk}>
            <OrderRow order={order} />
          </li>
        ))}
      </ul>
    </>
  );
}
