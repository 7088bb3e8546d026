import { Link } from "@tanstack/react-router";
import { FeeNote } from "@/components/shop/price";
import { ArtOf } from "@/components/ui/art-of";
import type { Order, OrderLine } from "@/lib/api-client";
import { showNumber } from "@/lib/locale";
import { remaining, showMoney } from "@/lib/money";
import { nameOf } from "@/lib/order";
import { wasNeverCharged } from "@/lib/order-stage";
import { lineText } from "../model/status";
import { OrderAmount } from "./order-amount";

/** The products of an order and what they cost, as charged. */
export function Receipt({ order }: { order: Order }) {
  const [only, ...others] = order.lines;
  return (
    <section
      aria-label={wasNeverCharged(order) ? "Order details" : "Receipt"}
      className="overflow-hidden rounded-lg bg-raised shadow-card inset-ring inset-ring-line"
    >
      <ul aria-label="Products" className="divide-y divide-line border-b border-line">
        {order.lines.map((line) => (
          <li key={line.product_id}>
            <Product order={order} line={line} />
          </li>
        ))}
      </ul>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1.5 p-4 text-sm tabular-nums sm:p-6 [&>dd]:text-end [&>dt]:text-muted">
        {only && others.length === 0 && <Parts order={order} line={only} />}
        <dt className="text-base font-semibold text-ink! not-first:mt-1.5 not-first:border-t not-first:border-line not-first:pt-3">
          {isToPay(order) ? "To pay" : "Total"}
        </dt>
        <dd className="text-base not-nth-2:mt-1.5 not-nth-2:border-t not-nth-2:border-line not-nth-2:pt-3">
          <OrderAmount order={order} />
        </dd>
        <Refunds order={order} />
      </dl>
    </section>
  );
}

function isToPay({ status, reason, payment }: Order): boolean {
  return status === "pending" && reason === null && payment.status !== "authorized";
}

/** Of an order of which not all was refunded, or which was charged and not delivered. */
function Refunds({ order: { status, payment, currency } }: { order: Order }) {
  const isWhole = status === "refunded" && payment.refunded >= payment.captured;
  if (payment.refunded === 0 || isWhole) return null;
  const rest = remaining(payment);
  return (
    <>
      <dt>Refunded</dt>
      <dd>{showMoney(payment.refunded, currency)}</dd>
      {rest > 0 && (
        <>
          <dt>{status === "completed" ? "Stays paid" : "Still to come back"}</dt>
          <dd>{showMoney(rest, currency)}</dd>
        </>
      )}
    </>
  );
}

function Product({ order, line }: { order: Order; line: OrderLine }) {
  const text = lineText(order, line);
  return (
    <Link
      to="/products/$id"
      params={{ id: line.product_id }}
      className="flex items-center gap-4 p-4 hover:bg-sunken"
    >
      <ArtOf id={line.product_id} className="size-16 shrink-0 rounded-md" />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span dir="auto" className="font-semibold wrap-anywhere">
          {nameOf(line)}
        </span>
        {order.lines.length > 1 && <Cost order={order} line={line} />}
        {text && (
          <span
            className={line.status === "rejected" ? "text-sm font-medium text-bad" : "text-sm text-muted"}
          >
            {text}
          </span>
        )}
      </div>
    </Link>
  );
}

/** Of one of several lines. */
function Cost({ order, line: { quantity, total, fee, amount } }: { order: Order; line: OrderLine }) {
  const { currency } = order;
  if (wasNeverCharged(order))
    return <span className="text-sm text-muted">{`Quantity ${showNumber(quantity)}`}</span>;
  return (
    <span className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm text-muted tabular-nums">
      <span>{`${showNumber(quantity)} × ${showMoney(total, currency)}`}</span>
      <span className="text-ink">{showMoney(amount, currency)}</span>
      <span className="basis-full">
        <FeeNote quote={{ fee: fee && fee * quantity, currency }} />
      </span>
    </span>
  );
}

/** The parts of the amount of a single line, per unit as charged. */
function Parts({ order, line: { quantity, price, fee } }: { order: Order; line: OrderLine }) {
  const times = (each: number | null) => `${showNumber(quantity)} × ${showMoney(each, order.currency)}`;
  if (wasNeverCharged(order)) {
    return (
      <>
        <dt>Quantity</dt>
        <dd>{showNumber(quantity)}</dd>
      </>
    );
  }
  return (
    <>
      <dt>Subtotal</dt>
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
