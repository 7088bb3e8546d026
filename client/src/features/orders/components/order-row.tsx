import { Link } from "@tanstack/react-router";
import { ProductArt } from "@/components/ui/product-art";
import { Skeleton } from "@/components/ui/skeleton";
import type { Order } from "@/lib/api-client";
import { showAge } from "@/lib/dates";
import { showNumber } from "@/lib/locale";
import { nameOf } from "../model/name";
import { OrderAmount } from "./order-amount";
import { StatusBadge } from "./status-badge";

export function OrderRow({ order }: { order: Order }) {
  return (
    <Link
      to="/orders/$pk"
      params={{ pk: order.pk }}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 p-4 hover:bg-sunken sm:flex-nowrap"
    >
      <ProductArt id={order.product_id} className="size-14 shrink-0 rounded-md" />
      <div className="min-w-0 flex-1 basis-40">
        <p dir="auto" className="truncate font-semibold">
          {nameOf(order)}
        </p>
        <p className="text-sm text-muted tabular-nums">
          <span>{`Quantity ${showNumber(order.quantity)}`}</span>
          <span aria-hidden> · </span>
          <time dateTime={order.created_at}>{showAge(order.created_at)}</time>
        </p>
      </div>
      <div className="flex w-full items-center justify-between gap-4 max-sm:ps-18 sm:w-auto">
        <StatusBadge status={order.status} />
        <OrderAmount order={order} className="min-w-24 text-end" />
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
