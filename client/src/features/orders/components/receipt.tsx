import { Link } from "@tanstack/react-router";
import { ProductArt } from "@/components/ui/product-art";
import type { Order } from "@/lib/api-client";
import { showNumber } from "@/lib/locale";
import { showMoney, useCurrency } from "@/lib/money";
import { nameOf } from "../model/name";
import { wasNeverCharged } from "../model/status";
import { OrderAmount } from "./order-amount";

export function Receipt({ order }: { order: Order }) {
  return (
    <section
      aria-label={wasNeverCharged(order) ? "What you wanted" : "Receipt"}
      className="overflow-hidden rounded-lg bg-raised shadow-card inset-ring inset-ring-line"
    >
      <Link
        to="/products/$id"
        params={{ id: order.product_id }}
        className="flex items-center gap-4 border-b border-line p-4 hover:bg-sunken"
      >
        <ProductArt id={order.product_id} className="size-16 shrink-0 rounded-md" />
        <span dir="auto" className="min-w-0 font-semibold wrap-anywhere">
          {nameOf(order)}
        </span>
      </Link>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1.5 p-4 text-sm tabular-nums sm:p-6 [&>dd]:text-end [&>dt]:text-muted">
        {wasNeverCharged(order) ? <Quantity order={order} /> : <Parts order={order} />}
        <dt className="mt-1.5 border-t border-line pt-3 text-base font-semibold text-ink!">
          {order.status === "pending" ? "To pay" : "Amount"}
        </dt>
        <dd className="mt-1.5 border-t border-line pt-3 text-base">
          <OrderAmount order={order} />
        </dd>
      </dl>
    </section>
  );
}

function Quantity({ order }: { order: Order }) {
  return (
    <>
      <dt>Quantity</dt>
      <dd>{showNumber(order.quantity)}</dd>
    </>
  );
}

/** What the amount consists of, by the unit as it is charged. */
function Parts({ order: { quantity, price, fee } }: { order: Order }) {
  const currency = useCurrency((shop) => shop.currency);
  const times = (each: number | null) => `${showNumber(quantity)} × ${showMoney(each, currency)}`;
  return (
    <>
      <dt>Goods</dt>
      <dd>{times(price)}</dd>
      {fee !== null && fee > 0 && (
        <>
          <dt>Service fee</dt>
          <dd>{times(fee)}</dd>
        </>
      )}
    </>
  );
}
