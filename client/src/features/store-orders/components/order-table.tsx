import { showNumber } from "@/lib/locale";
import { Link } from "@tanstack/react-router";
import {
  CardCell,
  CardRow,
  CardTable,
  CardTableBody,
  CardTableHead,
  CardTableHeader,
  CardTableSkeleton,
} from "@/components/ui/card-table";
import { SortHeader } from "@/components/ui/sort-header";
import { PaymentBadge } from "@/components/admin/payment-badge";
import { Skeleton } from "@/components/ui/skeleton";
import type { Order } from "@/lib/api-client";
import { showDate } from "@/lib/dates";
import { showMoney } from "@/lib/money";
import { nameOf } from "@/lib/order";
import { stageOf, type Stage } from "@/lib/order-stage";
import { usePaidAtProvider } from "@/lib/shop";
import { reasons } from "../model/order-timeline";
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
        <CardTableHeader>Customer</CardTableHeader>
        <CardTableHeader>Products</CardTableHeader>
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

function Row({ order }: { order: Order }) {
  return (
    <CardRow>
      <CardCell className="whitespace-nowrap text-muted max-md:order-2">
        <time dateTime={order.created_at}>{showDate(order.created_at)}</time>
      </CardCell>
      <CardCell wide className="max-md:order-4">
        <Buyer customer={order.customer} />
      </CardCell>
      <CardCell wide className="max-md:order-1">
        <ul>
          {order.lines.map((line) => (
            <li key={line.product_id} dir="auto" className="line-clamp-2 font-semibold wrap-anywhere">
              {line.quantity === 1 ? nameOf(line) : `${showNumber(line.quantity)} × ${nameOf(line)}`}
            </li>
          ))}
        </ul>
      </CardCell>
      <CardCell name="Amount" className="font-medium tabular-nums max-md:order-5 md:text-end">
        {showMoney(order.amount, order.currency)}
      </CardCell>
      <CardCell className="max-md:order-3 max-md:justify-self-end">
        <OrderStatusBadge status={order.status} />
        {order.fulfilment?.state === "shipped" && <p className="mt-1 text-xs text-muted">Shipped</p>}
        <Money order={order} />
        {order.reason && (
          <p className="mt-1 max-w-56 text-xs text-muted max-md:sr-only">{reasons[order.reason]}</p>
        )}
      </CardCell>
      <CardCell wide className="max-md:order-6">
        <Link
          to="/admin/orders/$pk"
          params={{ pk: order.pk }}
          className="rounded-sm font-mono text-sm whitespace-nowrap text-accent underline underline-offset-4 hover:text-accent-strong"
        >
          {order.number}
        </Link>
      </CardCell>
    </CardRow>
  );
}

/** Where the money stands, if the status does not say it. */
function Money({ order }: { order: Order }) {
  const stage = stageOf(order, { atProvider: usePaidAtProvider() });
  if (saidByStatus.has(stage)) return null;
  return (
    <p className="mt-1">
      <PaymentBadge stage={stage} />
    </p>
  );
}

const saidByStatus = new Set<Stage>([
  "preparing",
  "reserving",
  "completed",
  "refunded",
  "rejected",
  "cancelled",
]);

function Buyer({ customer }: Pick<Order, "customer">) {
  if (!customer) return <span className="text-muted">No customer data</span>;
  return (
    <>
      <p dir="auto" className="line-clamp-2 wrap-anywhere">
        {customer.name}
      </p>
      <p className="text-xs text-muted wrap-anywhere">{customer.email}</p>
    </>
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
