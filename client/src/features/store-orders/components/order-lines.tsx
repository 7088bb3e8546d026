import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArtOf } from "@/components/ui/art-of";
import { Panel } from "@/components/ui/panel";
import type { Order, OrderLine } from "@/lib/api-client";
import { showNumber } from "@/lib/locale";
import { showMoney } from "@/lib/money";
import { nameOf } from "@/lib/order";
import { isNotFound } from "@/lib/problem";
import { pollInterval } from "@/lib/query-client";
import { productNameQuery } from "../api/find-products";
import { OrderStatusBadge } from "./order-status";

const stockEvery = 4_000;

export function OrderLines({ order }: { order: Order }) {
  return (
    <Panel title="Products">
      <ul aria-label="Products" className="flex flex-col divide-y divide-line">
        {order.lines.map((line) => (
          <Line key={line.product_id} line={line} currency={order.currency} />
        ))}
      </ul>
    </Panel>
  );
}

function Line({ line, currency }: { line: OrderLine; currency: string }) {
  return (
    <li className="flex gap-3 py-4 first:pt-0 last:pb-0">
      <ArtOf id={line.product_id} className="size-14 shrink-0 rounded-md" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
          <Link
            to="/admin/orders"
            search={{ product: line.product_id }}
            dir="auto"
            className="min-w-0 rounded-sm font-semibold wrap-anywhere underline-offset-4 hover:underline"
          >
            {nameOf(line)}
          </Link>
          <OrderStatusBadge status={line.status} />
        </div>
        <p className="flex flex-wrap justify-between gap-x-4 text-sm tabular-nums">
          <span>{`${showNumber(line.quantity)} × ${showMoney(line.total, currency)}`}</span>
          <span className="font-medium">{showMoney(line.amount, currency)}</span>
        </p>
        <p className="flex flex-wrap justify-between gap-x-4 text-sm text-muted tabular-nums">
          <span>{`${showMoney(line.price, currency)} + ${showMoney(line.fee, currency)} fee each`}</span>
          <Stock id={line.product_id} />
        </p>
      </div>
    </li>
  );
}

function Stock({ id }: { id: string }) {
  const { data: product, error } = useQuery({
    ...productNameQuery(id),
    refetchInterval: ({ state }) => pollInterval(state.error, stockEvery),
  });
  if (product) return <span>{`${showNumber(product.available)} left now`}</span>;
  return <span>{isNotFound(error) ? "product deleted" : "stock unknown"}</span>;
}
