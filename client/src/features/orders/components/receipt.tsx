import { Link } from "@tanstack/react-router";
import { ProductArt } from "@/components/ui/product-art";
import type { Order } from "@/lib/api-client";
import { showMoney } from "@/lib/money";

export function Receipt({ order }: { order: Order }) {
  return (
    <section
      aria-label="Receipt"
      className="overflow-hidden rounded-lg bg-raised shadow-card inset-ring inset-ring-line"
    >
      <Link
        to="/products/$id"
        params={{ id: order.product_id }}
        className="flex items-center gap-4 border-b border-line p-4 hover:bg-sunken"
      >
        <ProductArt id={order.product_id} className="size-16 shrink-0 rounded-md" />
        <span dir="auto" className="font-semibold">
          {order.product_name}
        </span>
      </Link>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1.5 p-4 text-sm tabular-nums sm:p-6 [&>dd]:text-end [&>dt]:text-muted">
        <dt>Unit price</dt>
        <dd>{showMoney(order.price)}</dd>
        <dt>Fee</dt>
        <dd>{showMoney(order.fee)}</dd>
        <dt>Total each</dt>
        <dd>{showMoney(order.total)}</dd>
        <dt>Quantity</dt>
        <dd>{order.quantity}</dd>
        <dt className="mt-1.5 border-t border-line pt-3 text-base font-semibold text-ink!">Amount</dt>
        <dd className="mt-1.5 border-t border-line pt-3 text-base font-semibold">
          {showMoney(order.amount)}
        </dd>
      </dl>
    </section>
  );
}
