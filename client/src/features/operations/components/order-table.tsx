import { showNumber } from "@/lib/locale";
import { Link } from "@tanstack/react-router";
import { ArrowDown, ArrowUp } from "lucide-react";
import {
  CardCell,
  CardRow,
  CardTable,
  CardTableBody,
  CardTableHead,
  CardTableHeader,
  CardTableSkeleton,
} from "@/components/ui/card-table";
import { Skeleton } from "@/components/ui/skeleton";
import type { Order } from "@/lib/api-client";
import { showDate } from "@/lib/dates";
import { showMoney } from "@/lib/money";
import { reasons } from "../model/order-path";
import type { OrderSort } from "../model/order-search";
import { OrderStatusBadge } from "./order-status";

type Props = {
  orders: readonly Order[];
  sort: OrderSort | undefined;
  onSort: (sort: OrderSort | undefined) => void;
};

export function OrderTable({ orders, sort, onSort }: Props) {
  const amountNext: OrderSort | undefined =
    sort === "-amount" ? "amount" : sort === "amount" ? undefined : "-amount";
  return (
    <CardTable label="Orders">
      <CardTableHead>
        <SortHeader
          name="Placed"
          direction={sort === "placed" ? "ascending" : sort === undefined ? "descending" : "none"}
          onClick={() => onSort(sort === undefined ? "placed" : undefined)}
        />
        <CardTableHeader>Product</CardTableHeader>
        <CardTableHeader className="text-end">Units</CardTableHeader>
        <SortHeader
          name="Amount"
          right
          direction={sort === "amount" ? "ascending" : sort === "-amount" ? "descending" : "none"}
          onClick={() => onSort(amountNext)}
        />
        <CardTableHeader>Status</CardTableHeader>
        <CardTableHeader>Order</CardTableHeader>
      </CardTableHead>
      <CardTableBody>
        {orders.map((order) => (
          <Row key={order.pk} order={order} />
        ))}
      </CardTableBody>
    </CardTable>
  );
}

type SortProps = {
  name: string;
  direction: "ascending" | "descending" | "none";
  right?: boolean;
  onClick: () => void;
};

function SortHeader({ name, direction, right, onClick }: SortProps) {
  const Arrow = direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <CardTableHeader aria-sort={direction} className={right ? "text-end" : undefined}>
      <button
        type="button"
        onClick={onClick}
        className="-mx-2 inline-flex items-center gap-1 rounded-sm px-2 py-1 hover:bg-sunken hover:text-ink"
      >
        {!right && name}
        <Arrow size={14} aria-hidden className={direction === "none" ? "opacity-0" : undefined} />
        {right && name}
      </button>
    </CardTableHeader>
  );
}

function Row({ order }: { order: Order }) {
  return (
    <CardRow>
      <CardCell className="whitespace-nowrap text-muted max-md:order-2">
        <time dateTime={order.created_at}>{showDate(order.created_at)}</time>
      </CardCell>
      <CardCell wide className="font-semibold max-md:order-1">
        <span dir="auto" className="line-clamp-2">
          {order.product_name ?? "(unknown product)"}
        </span>
      </CardCell>
      <CardCell name="Units" className="tabular-nums max-md:order-4 md:text-end">
        {showNumber(order.quantity)}
      </CardCell>
      <CardCell name="Amount" className="font-medium tabular-nums max-md:order-5 md:text-end">
        {showMoney(order.amount)}
      </CardCell>
      <CardCell className="max-md:order-3 max-md:justify-self-end">
        <OrderStatusBadge status={order.status} />
        {order.reason && (
          <p className="mt-1 max-w-56 text-xs text-muted max-md:sr-only">{reasons[order.reason]}</p>
        )}
      </CardCell>
      <CardCell wide className="max-md:order-6">
        <Link
          to="/admin/orders/$pk"
          params={{ pk: order.pk }}
          className="rounded-sm font-mono text-xs text-accent md:whitespace-nowrap max-md:break-all underline underline-offset-4 hover:text-accent-strong"
        >
          {order.pk}
        </Link>
      </CardCell>
    </CardRow>
  );
}

export function OrderTableSkeleton({ rows }: { rows: number }) {
  return (
    <CardTableSkeleton label="Loading the orders" rows={rows} rowStyle="gap-6 md:h-12">
      <Skeleton className="h-4 w-32 max-md:hidden" />
      <Skeleton className="h-4 flex-1" />
      <Skeleton className="h-4 w-16" />
      <Skeleton className="h-6 w-24 rounded-full" />
      <Skeleton className="h-4 w-52 max-lg:hidden" />
    </CardTableSkeleton>
  );
}
