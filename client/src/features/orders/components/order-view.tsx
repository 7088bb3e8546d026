import { useEffect, useRef } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { StreamBadge } from "@/components/ui/stream-badge";
import type { Order } from "@/lib/api-client";
import { announce } from "@/lib/announce";
import { showDate } from "@/lib/dates";
import type { StreamState } from "@/lib/event-stream";
import { reasonText, statuses } from "../model/status";
import { OrderTimeline } from "./order-timeline";
import { Receipt } from "./receipt";
import { StatusBadge } from "./status-badge";

const headlines = {
  pending: "Your order is on its way through",
  completed: "It is yours",
  refunded: "Your money is back",
  rejected: "We could not get it for you",
  cancelled: "You did not order it",
};

export function OrderView({ order, stream }: { order: Order; stream: StreamState }) {
  useAnnouncedStatus(order);
  return (
    <article className="flex flex-col gap-8">
      <header className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <StatusBadge status={order.status} />
          <StreamBadge state={stream} />
        </div>
        <h1 className="text-2xl sm:text-3xl">{headlines[order.status]}</h1>
        <p className="text-sm text-muted">
          Order <span className="font-mono text-ink">{order.pk}</span>, {showDate(order.created_at)}
        </p>
      </header>
      <div className="grid gap-8 md:grid-cols-[1fr_20rem] md:items-start">
        <section
          aria-label="What happened"
          className="rounded-lg bg-raised p-4 shadow-card inset-ring inset-ring-line sm:p-6"
        >
          <OrderTimeline order={order} />
        </section>
        <Receipt order={order} />
      </div>
    </article>
  );
}

function useAnnouncedStatus(order: Order) {
  const last = useRef(order.status);
  useEffect(() => {
    if (order.status === last.current) return;
    last.current = order.status;
    announce(
      [`Order ${statuses[order.status].label.toLowerCase()}.`, reasonText(order)].filter(Boolean).join(" "),
    );
  }, [order]);
}

export function OrderViewSkeleton() {
  return (
    <div role="status" aria-label="Loading the order" className="flex flex-col gap-8">
      <div className="flex flex-col gap-3">
        <Skeleton className="h-6 w-28" />
        <Skeleton className="h-10 w-80 max-w-full" />
        <Skeleton className="h-5 w-64" />
      </div>
      <div className="grid gap-8 md:grid-cols-[1fr_20rem] md:items-start">
        <Skeleton className="h-72" />
        <Skeleton className="h-72" />
      </div>
    </div>
  );
}
