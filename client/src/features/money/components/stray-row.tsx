import { showDate } from "@/lib/dates";
import { showMoney } from "@/lib/money";
import type { Stray } from "../api/list-strays";
import { bookingKind } from "../model/booking-kind";
import { OrderLink } from "./difference-row";

export function StrayRow({ stray }: { stray: Stray }) {
  const { kind, object, reference, amount, currency, at, why, advice } = stray;
  return (
    <li className="flex flex-col gap-1 py-4 text-sm first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-semibold">
          {`${bookingKind(kind)} of ${showMoney(amount, currency)} `}
          <span className="font-mono text-xs font-normal break-all">{object}</span>
        </p>
        <time dateTime={at} className="text-muted">
          {showDate(at)}
        </time>
      </div>
      <p>{why}</p>
      <p className="text-muted">{advice}</p>
      <OrderLink reference={reference} />
    </li>
  );
}
