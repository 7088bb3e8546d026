import { Link } from "@tanstack/react-router";
import { ArtOf } from "@/components/ui/art-of";
import { Skeleton } from "@/components/ui/skeleton";
import type { Order } from "@/lib/api-client";
import { showAge } from "@/lib/dates";
import { showNumber } from "@/lib/locale";
import { namesOf, unitsOf } from "@/lib/order";
import { usePaidAtProvider } from "@/lib/shop";
import { stageOf } from "@/lib/order-stage";
import { OrderAmount } from "./order-amount";
import { StatusBadge } from "./status-badge";

export function OrderRow({ order }: { order: Order }) {
  const atProvider = usePaidAtProvider();
  return (
    <Link
      to="/orders/$pk"
      params={{ pk: order.pk }}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 p-4 hover:bg-sunken sm:flex-nowrap"
    >
      <ArtOf id={order.lines[0]?.product_id ?? order.pk} className="size-14 shrink-0 rounded-md" />
      <div className="min-w-0 flex-1 basis-40">
        <p dir="auto" className="truncate font-semibold">
          {namesOf(order.lines)}
        </p>
        <p className="text-sm text-muted tabular-nums">
          <span className="font-mono">{order.number}</span>
          <span aria-hidden> · </span>
          <span>{`Quantity ${showNumber(unitsOf(order))}`}</span>
          <span aria-hidden> · </span>
          <time dateTime={order.created_at}>{showAge(order.created_at)}</time>
        </p>
      </div>
      <div className="flex w-full flex-wrap items-center justify-between gap-x-4 gap-y-1 max-sm:ps-18 sm:w-auto">
        <StatusBadge stage={stageOf(order, { atProvider })} />
        <OrderAmount order={order} className="text-end sm:min-w-24" />
      </div>
    </Link>
  );
}

export function OrderRowSkeleton() {
  return (
    <div className="flex items-center gap-4 p-4">
      <Skeleton className="size-14 shrink-0" />
      <div className="flex flex-1 flex-col gap-2">
        <Skeleton className="h-5 w-2/5" />
        <Skeleton className="h-4 w-1/4" />
      </div>
      <Skeleton className="h-6 w-24 rounded-full" />
    </div>
  );
}
