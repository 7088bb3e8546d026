import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useEffect, useRef } from "react";
import { buttonStyle } from "@/components/ui/button";
import { ProductArt } from "@/components/ui/product-art";
import type { Order } from "@/lib/api-client";
import { showNumber } from "@/lib/locale";
import { nameOf } from "../model/name";
import { useOrderList } from "../hooks/use-order-list";
import { headline, nextStep } from "../model/headline";
import { reasonText } from "../model/status";
import { OrderAmount } from "./order-amount";
import { StatusBadge } from "./status-badge";

type Props = { pks: string[]; surpriseOf: (pk: string) => string | undefined };

/** The orders that were just placed, as they are now: each keeps its line until the page is left. */
export function Confirmation({ pks, surpriseOf }: Props) {
  const orders = useOrderList(pks).flatMap(({ data }) => data ?? []);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that had the focus may be gone; the news is here.
  useEffect(() => heading.current?.focus(), [pks.length]);
  return (
    <section aria-labelledby="confirmation" className="flex flex-col gap-4">
      <h2 ref={heading} tabIndex={-1} id="confirmation" className="scroll-mt-40 text-lg outline-none">
        {headline(orders)}
      </h2>
      <ul
        aria-label="Your orders"
        className="divide-y divide-line rounded-lg bg-raised px-4 inset-ring inset-ring-line sm:px-6"
      >
        {orders.map((order) => (
          <li key={order.pk}>
            <ConfirmedOrder order={order} surprise={surpriseOf(order.pk)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ConfirmedOrder({ order, surprise }: { order: Order; surprise: string | undefined }) {
  return (
    <div className="flex flex-wrap items-center gap-4 py-4">
      <ProductArt id={order.product_id} className="size-14 rounded-md" />
      <div className="flex min-w-0 flex-1 basis-48 flex-col items-start gap-1">
        <p dir="auto" className="font-semibold wrap-anywhere">
          {nameOf(order)}
        </p>
        <div className="flex flex-wrap items-baseline gap-x-3 text-sm">
          <span className="text-muted tabular-nums">{`Quantity ${showNumber(order.quantity)}`}</span>
          <OrderAmount order={order} />
        </div>
        <StatusBadge status={order.status} />
        <p className="text-sm text-muted">
          <span>{reasonText(order) ?? nextStep(order)}</span>
        </p>
        {surprise && <p className="text-sm font-medium text-warn">{surprise}</p>}
      </div>
      <Link to="/orders/$pk" params={{ pk: order.pk }} className={buttonStyle({ size: "sm" })}>
        Follow this order <ArrowRight size={16} aria-hidden className="rtl:-scale-x-100" />
      </Link>
    </div>
  );
}
