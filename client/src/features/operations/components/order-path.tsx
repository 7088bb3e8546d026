import { showNumber } from "@/lib/locale";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { FileQuestion } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { ProductArt } from "@/components/ui/product-art";
import { Skeleton } from "@/components/ui/skeleton";
import { StreamBadge } from "@/components/ui/stream-badge";
import type { Order } from "@/lib/api-client";
import { showDate, showTime } from "@/lib/dates";
import { showMoney } from "@/lib/money";
import { isNotFound } from "@/lib/problem";
import { deadLettersOfOrderQuery } from "../api/find-dead-letters";
import { productNameQuery } from "../api/find-products";
import { useOrderPath } from "../hooks/use-order-path";
import { pathOf, reasons, stepMeanings, stepNames, waitsFor } from "../model/order-path";
import { Payload } from "./dead-letters";
import { OrderStatusBadge } from "./order-status";

export function OrderPath({ pk }: { pk: string }) {
  const { data: order, error, isPending, isFetching, refetch, stream } = useOrderPath(pk);
  if (isPending) return <PathSkeleton />;
  if (!order) {
    if (isNotFound(error)) return <Unknown pk={pk} />;
    return <Failed what="The order" error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center gap-3">
        <OrderStatusBadge status={order.status} />
        <StreamBadge state={stream} />
      </div>
      {order.reason && (
        <Notice tone={order.status === "rejected" ? "bad" : "warn"}>{reasons[order.reason]}</Notice>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Timeline order={order} />
        <Facts order={order} />
      </div>
      <StuckEntries pk={pk} />
    </div>
  );
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0 rounded-lg bg-raised p-5 inset-ring inset-ring-line sm:p-6">
      <h2 className="mb-4 text-lg">{title}</h2>
      {children}
    </section>
  );
}

function Timeline({ order }: { order: Order }) {
  const path = pathOf(order);
  const waits = waitsFor(order);
  return (
    <Panel title="Its path">
      <ol>
        {path.map(({ step, at, after }, index) => {
          const { what, event } = stepMeanings[step];
          const last = index === path.length - 1 && !waits;
          return (
            <li key={step} className={clsx("relative ps-8", !last && "pb-6")}>
              {!last && <span aria-hidden className="absolute top-2 bottom-0 start-[7px] w-0.5 bg-line" />}
              <span
                aria-hidden
                className={clsx(
                  "absolute top-1.5 start-0 size-4 rounded-full border-4 border-raised",
                  dot(step),
                )}
              />
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <h3 className="text-base">{stepNames[step]}</h3>
                <p className="text-sm text-muted tabular-nums">
                  <time dateTime={at}>{showTime(at)}</time>
                  {after && <span> (after {after})</span>}
                </p>
              </div>
              <p className="text-sm text-muted">{what}</p>
              <code className="mt-1 inline-block rounded-sm bg-sunken px-1.5 py-0.5 text-xs">{event}</code>
            </li>
          );
        })}
        {waits && (
          <li className="relative ps-8">
            <span
              aria-hidden
              className="absolute top-1.5 start-0 size-4 animate-pulse rounded-full border-4 border-raised bg-line-strong"
            />
            <p className="text-muted">{waits}</p>
          </li>
        )}
      </ol>
    </Panel>
  );
}

function dot(step: Order["timeline"][number]["step"]): string {
  if (step === "rejected") return "bg-bad";
  return step === "refunded" ? "bg-warn" : "bg-accent";
}

function Facts({ order }: { order: Order }) {
  const { data: product, error } = useQuery(productNameQuery(order.product_id));
  return (
    <Panel title="What is known">
      <div className="mb-4 flex items-center gap-3">
        <ProductArt id={order.product_id} className="size-14 shrink-0 rounded-md" />
        <div className="min-w-0">
          <p dir="auto" className="font-semibold">
            {order.product_name ?? "(unknown product)"}
          </p>
          <p className="text-sm text-muted">
            {product
              ? `${showNumber(product.available)} left now`
              : isNotFound(error)
                ? "deleted since"
                : "stock unknown"}
          </p>
        </div>
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm [&>dd]:text-end [&>dt]:text-muted">
        <dt>Price</dt>
        <dd className="tabular-nums">{showMoney(order.price)}</dd>
        <dt>Fee</dt>
        <dd className="tabular-nums">{showMoney(order.fee)}</dd>
        <dt>One unit</dt>
        <dd className="tabular-nums">{showMoney(order.total)}</dd>
        <dt>Units</dt>
        <dd className="tabular-nums">{showNumber(order.quantity)}</dd>
        <dt>Amount</dt>
        <dd className="font-semibold tabular-nums">{showMoney(order.amount)}</dd>
        <dt>Placed</dt>
        <dd>{showDate(order.created_at)}</dd>
        <dt>Changed</dt>
        <dd>{showDate(order.updated_at)}</dd>
        <dt>Product</dt>
        <dd>
          <Link
            to="/admin/orders"
            search={{ product: order.product_id }}
            className="rounded-sm font-mono text-xs text-accent underline underline-offset-4"
          >
            {order.product_id}
          </Link>
        </dd>
      </dl>
    </Panel>
  );
}

function StuckEntries({ pk }: { pk: string }) {
  const { data = [] } = useQuery(deadLettersOfOrderQuery(pk));
  if (data.length === 0) return null;
  return (
    <Panel title="Entries of this order that could not be applied">
      <ul className="flex flex-col gap-5">
        {data.map((letter) => (
          <li key={`${letter.stream} ${letter.id}`} className="flex flex-col gap-2">
            <p>
              <strong>{letter.stream}</strong> <span className="text-bad">{letter.reason}</span>{" "}
              <span className="text-sm text-muted">
                {showDate(letter.at)}, {letter.attempts} {letter.attempts === 1 ? "attempt" : "attempts"}
              </span>
            </p>
            <Payload text={letter.payload} />
          </li>
        ))}
      </ul>
      <Link
        to="/admin/operations"
        hash="dead-letters"
        className={buttonStyle({ size: "sm", className: "mt-4" })}
      >
        To the dead letters
      </Link>
    </Panel>
  );
}

function Unknown({ pk }: { pk: string }) {
  return (
    <Empty
      icon={<FileQuestion size={28} />}
      title="There is no such order"
      action={
        <Link to="/admin/orders" className={buttonStyle({})}>
          To all orders
        </Link>
      }
    >
      No order has the number {pk}.
    </Empty>
  );
}

function PathSkeleton() {
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
