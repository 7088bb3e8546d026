import { Link } from "@tanstack/react-router";
import { showDate } from "@/lib/dates";
import { showMoney } from "@/lib/money";
import { isUlid } from "@/lib/ulid";
import type { Difference } from "../api/list-differences";
import { bookingKind } from "../model/booking-kind";

export function DifferenceRow({ difference }: { difference: Difference }) {
  const { kind, object, ours, theirs, currency, reference, found_at, advice } = difference;
  const booked = (amount: number | null) => (amount === null ? "nothing" : showMoney(amount, currency));
  return (
    <li className="flex flex-col gap-1 py-4 text-sm first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-semibold">
          {bookingKind(kind)} <span className="font-mono text-xs font-normal break-all">{object}</span>
        </p>
        <time dateTime={found_at} className="text-muted">
          {showDate(found_at)}
        </time>
      </div>
      <p>{`Booked here: ${booked(ours)}. At the provider: ${booked(theirs)}.`}</p>
      <p className="text-muted">{advice}</p>
      <OrderLink reference={reference} />
    </li>
  );
}

/** To the order that a booking names, if it names one. */
export function OrderLink({ reference }: { reference: string | null }) {
  if (!reference) return <p className="text-muted">No order reference.</p>;
  if (!isUlid(reference)) return <p className="break-all text-muted">{`“${reference}” is not an order.`}</p>;
  return (
    <p>
      <Link
        to="/admin/orders/$pk"
        params={{ pk: reference }}
        className="rounded-sm text-accent underline underline-offset-4"
      >
        {"Order "}
        <span className="font-mono text-xs break-all">{reference}</span>
      </Link>
    </p>
  );
}
