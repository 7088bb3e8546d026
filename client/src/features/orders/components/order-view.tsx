import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { buttonStyle } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { StreamBadge } from "@/components/ui/stream-badge";
import type { Order } from "@/lib/api-client";
import { announce } from "@/lib/announce";
import { showDate } from "@/lib/dates";
import type { StreamState } from "@/lib/events/event-hub";
import { headline, nextStep } from "../model/headline";
import { reasonText, statuses } from "../model/status";
import { OrderTimeline } from "./order-timeline";
import { Receipt } from "./receipt";
import { StatusBadge } from "./status-badge";

export function OrderView({ order, stream }: { order: Order; stream: StreamState }) {
  useAnnouncedStatus(order);
  return (
    <article className="flex flex-col gap-8">
      <header className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <StatusBadge status={order.status} />
          <StreamBadge state={stream} />
        </div>
        <h1 className="text-2xl sm:text-3xl">{headline([order])}</h1>
        <p className="text-sm text-muted">
          <span>Order </span>
          <span className="font-mono break-all text-ink">{order.pk}</span>
          <span>{`, ${showDate(order.created_at)}`}</span>
        </p>
        <p className="max-w-prose">{nextStep(order)}</p>
      </header>
      <div className="grid gap-8 md:grid-cols-[1fr_20rem] md:items-start">
        <section
          aria-labelledby="timeline"
          className="flex flex-col gap-5 rounded-lg bg-raised p-4 shadow-card inset-ring inset-ring-line sm:p-6"
        >
          <h2 id="timeline" className="text-lg">
            Timeline
          </h2>
          <OrderTimeline order={order} />
        </section>
        <div className="flex flex-col gap-4">
          <Receipt order={order} />
          <Link to="/" className={buttonStyle({ look: "primary" })}>
            {order.status === "completed" ? "Keep shopping" : "Browse products"}
          </Link>
        </div>
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
