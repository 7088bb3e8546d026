import { Link } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { PostalAddress } from "@/components/ui/postal-address";
import { buttonStyle } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { StreamBadge } from "@/components/ui/stream-badge";
import type { Order } from "@/lib/api-client";
import { announce } from "@/lib/announce";
import { showDate } from "@/lib/dates";
import type { StreamState } from "@/lib/events/event-hub";
import type { Stage } from "@/lib/order-stage";
import { useMyOrders } from "../hooks/use-my-orders";
import { headlineOf, nextStep, stageWords } from "../model/stage-words";
import { reasonText } from "../model/status";
import { CancelOrder } from "./cancel-order";
import { OrderTimeline } from "./order-timeline";
import { Receipt } from "./receipt";
import { StatusBadge } from "./status-badge";

type Props = { order: Order; stage: Stage; stream: StreamState; children?: ReactNode };

/** `children`: what else this buyer should know or can do. */
export function OrderView({ order, stage, stream, children }: Props) {
  useAnnouncedStage(order, stage);
  const isMine = useMyOrders(({ pks }) => pks.includes(order.pk));
  return (
    <article className="flex flex-col gap-8">
      <header className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <StatusBadge stage={stage} />
          <StreamBadge state={stream} />
        </div>
        <h1 className="text-2xl sm:text-3xl">{headlineOf(stage, order)}</h1>
        <p className="text-sm text-muted">
          <span>Order </span>
          <span className="font-mono text-ink">{order.number}</span>
          <span>{`, ${showDate(order.created_at)}`}</span>
          {order.customer && <span className="wrap-anywhere">{`, ${order.customer.email}`}</span>}
        </p>
        <p className="max-w-prose empty:hidden">{nextStep(stage, order, isMine)}</p>
        {children}
      </header>
      <div className="grid gap-8 md:grid-cols-[1fr_20rem] md:items-start">
        <section
          aria-labelledby="timeline"
          className="flex flex-col gap-5 rounded-lg bg-raised p-4 shadow-card inset-ring inset-ring-line sm:p-6"
        >
          <h2 id="timeline" className="text-lg">
            Timeline
          </h2>
          <OrderTimeline order={order} stage={stage} />
        </section>
        <div className="flex flex-col gap-4">
          <Receipt order={order} />
          <Delivery customer={order.customer} />
          <Link to="/" className={buttonStyle({ look: stage === "to_pay" ? "secondary" : "primary" })}>
            {order.status === "completed" ? "Keep shopping" : "Browse products"}
          </Link>
          <CancelOrder order={order} />
        </div>
      </div>
    </article>
  );
}

/** Only the store's staff are shown it. */
function Delivery({ customer }: Pick<Order, "customer">) {
  if (!customer?.address) return null;
  return (
    <section
      aria-labelledby="delivery"
      className="flex flex-col gap-1 rounded-lg bg-raised p-4 text-sm shadow-card inset-ring inset-ring-line sm:p-6"
    >
      <h2 id="delivery" className="text-base">
        Delivery address
      </h2>
      {customer.name && <span dir="auto">{customer.name}</span>}
      <PostalAddress {...customer.address} />
    </section>
  );
}

function useAnnouncedStage(order: Order, stage: Stage) {
  const last = useRef(stage);
  useEffect(() => {
    if (stage === last.current) return;
    last.current = stage;
    const { label } = stageWords[stage];
    const said = order.status === "pending" ? headlineOf(stage, order) : `Order ${label.toLowerCase()}.`;
    announce([said, reasonText(order)].filter(Boolean).join(" "));
  }, [order, stage]);
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
