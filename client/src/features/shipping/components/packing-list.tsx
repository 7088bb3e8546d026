import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PackageCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { PostalAddress } from "@/components/ui/postal-address";
import { buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { ListView } from "@/components/ui/list-view";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import type { Order } from "@/lib/api-client";
import { showDate } from "@/lib/dates";
import { nameOf } from "@/lib/order";
import { toShipQuery } from "../api/list-to-ship";
import { packedLines, picked } from "../model/packing";
import { FulfilButtons } from "./fulfil-buttons";

/** What to fetch from the shelves, and each order with its address: to work with on the screen, or printed. */
export function PackingList({ cursor }: { cursor: string | undefined }) {
  const page = useQuery({ ...toShipQuery(cursor), placeholderData: keepPreviousData });
  return (
    <ListView
      query={page}
      rows={page.data?.orders}
      what="The orders to ship"
      skeleton={<PackingSkeleton />}
      stale="Payment is not responding. You see the last known orders. We keep trying."
      empty={<NothingToShip />}
    >
      {(orders) => (
        <>
          <Shelves orders={orders} />
          <ul className="flex flex-col gap-4">
            {orders.map((order) => (
              <ToPack key={order.pk} order={order} />
            ))}
          </ul>
          <Pages count={orders.length} cursor={cursor} next={page.data?.next} />
        </>
      )}
    </ListView>
  );
}

function Shelves({ orders }: { orders: readonly Order[] }) {
  const open = orders.filter(({ fulfilment }) => fulfilment?.state === "open");
  if (open.length === 0) return null;
  return (
    <Panel title={`To pack: ${open.length} ${open.length === 1 ? "order" : "orders"}`}>
      <ul className="flex flex-col gap-1 text-sm">
        {picked(open).map(({ productId, name, units }) => (
          <Units key={productId} units={units} name={name} />
        ))}
      </ul>
    </Panel>
  );
}

function ToPack({ order }: { order: Order }) {
  const { pk, number, customer, created_at, fulfilment } = order;
  return (
    <li className="grid gap-4 rounded-lg bg-raised p-5 inset-ring inset-ring-line break-inside-avoid sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] print:grid-cols-2">
      <div className="flex flex-col gap-1 text-sm">
        <p className="flex flex-wrap items-center gap-2">
          <Link
            to="/admin/orders/$pk"
            params={{ pk }}
            className="rounded-sm font-mono font-semibold text-accent underline underline-offset-4"
          >
            {number}
          </Link>
          {fulfilment?.state === "packed" && <Badge tone="good">Packed</Badge>}
        </p>
        <p className="text-muted">{showDate(created_at)}</p>
        <p dir="auto" className="font-semibold wrap-anywhere">
          {customer?.name}
        </p>
        {customer?.address && <PostalAddress {...customer.address} />}
      </div>
      <ul className="flex flex-col gap-1 text-sm">
        {packedLines(order).map((line) => (
          <Units key={line.product_id} units={line.quantity} name={nameOf(line)} />
        ))}
      </ul>
      <FulfilButtons order={order} />
    </li>
  );
}

function Units({ units, name }: { units: number; name: string }) {
  return (
    <li className="flex gap-3">
      <span className="min-w-8 shrink-0 font-semibold tabular-nums">{units} ×</span>
      <span dir="auto" className="min-w-0 wrap-anywhere">
        {name}
      </span>
    </li>
  );
}

type PagesProps = { count: number; cursor: string | undefined; next: string | undefined };

function Pages({ count, cursor, next }: PagesProps) {
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3 print:hidden">
      <p role="status" className="text-sm text-muted tabular-nums">
        {`${count} ${count === 1 ? "order" : "orders"} on this page`}
      </p>
      <div className="flex gap-2">
        {cursor && <PageLink cursor={undefined}>Oldest</PageLink>}
        {next && <PageLink cursor={next}>Newer</PageLink>}
      </div>
    </nav>
  );
}

function PageLink({ cursor, children }: { cursor: string | undefined; children: string }) {
  return (
    <Link to="/admin/shipping" search={{ cursor }} className={buttonStyle({})}>
      {children}
    </Link>
  );
}

function NothingToShip() {
  return (
    <Empty icon={<PackageCheck size={28} />} title="Nothing to ship">
      A paid order with an address is listed here until it is shipped.
    </Empty>
  );
}

function PackingSkeleton() {
  return (
    <div role="status" aria-label="Loading the orders to ship" className="flex flex-col gap-4">
      <Skeleton className="h-32" />
      <Skeleton className="h-40" />
      <Skeleton className="h-40" />
    </div>
  );
}
