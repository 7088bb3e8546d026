import { Link } from "@tanstack/react-router";
import { FileQuestion } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { StreamBadge } from "@/components/ui/stream-badge";
import type { Order } from "@/lib/api-client";
import { useLiveOrder } from "@/lib/live-order";
import { isNotFound } from "@/lib/problem";
import { reasons } from "../model/order-timeline";
import { CancelOrder } from "./cancel-order";
import { CustomerPanel } from "./customer-panel";
import { OrderFacts } from "./order-facts";
import { OrderLines } from "./order-lines";
import { OrderStatusBadge } from "./order-status";
import { OrderTimeline } from "./order-timeline";

type Props = { pk: string; parts: (order: Order) => ReactNode; children: ReactNode };

/** An order as its store sees it. `parts`: its money and its goods. `children` follow it on the page. */
export function OrderView({ pk, parts, children }: Props) {
  const { data: order, error, isPending, isFetching, refetch, stream } = useLiveOrder(pk);
  if (isPending) return <OrderSkeleton />;
  if (!order) {
    if (isNotFound(error)) return <Unknown pk={pk} />;
    return <Failed what="The order" error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center gap-3">
        <OrderStatusBadge status={order.status} />
        <StreamBadge state={stream} />
        <CancelOrder order={order} />
      </div>
      {order.reason && (
        <Notice tone={order.status === "rejected" ? "bad" : "warn"}>{reasons[order.reason]}</Notice>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <OrderLines order={order} />
          {parts(order)}
          <OrderTimeline order={order} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <OrderFacts order={order} />
          <CustomerPanel order={order} />
        </div>
      </div>
      {children}
    </div>
  );
}

function Unknown({ pk }: { pk: string }) {
  return (
    <Empty
      icon={<FileQuestion size={28} />}
      title="Order not found"
      action={
        <Link to="/admin/orders" className={buttonStyle({})}>
          See all orders
        </Link>
      }
    >
      No order has the ID {pk}.
    </Empty>
  );
}

function OrderSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the order"
      className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]"
    >
      <Skeleton className="h-72" />
      <Skeleton className="h-80" />
    </div>
  );
}
