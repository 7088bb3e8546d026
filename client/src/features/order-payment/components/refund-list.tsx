import { Badge, type Tone } from "@/components/ui/badge";
import type { Order } from "@/lib/api-client";
import { showDate } from "@/lib/dates";
import { showNumber } from "@/lib/locale";
import { showMoney } from "@/lib/money";
import { nameOf } from "@/lib/order";
import type { Refund } from "../api/get-ledger";
import { reasonText } from "../model/event-words";

const looks: Record<Refund["state"], { name: string; tone: Tone }> = {
  pending: { name: "Pending", tone: "accent" },
  made: { name: "Made", tone: "good" },
  failed: { name: "Failed", tone: "bad" },
};

/** Newest first. */
export function RefundList({ order, refunds }: { order: Order; refunds: readonly Refund[] }) {
  if (refunds.length === 0) return null;
  return (
    <section aria-labelledby="refunds">
      <h3 id="refunds" className="mb-2 text-base">
        Refunds
      </h3>
      <ul aria-label="Refunds" className="flex flex-col divide-y divide-line">
        {refunds.toReversed().map((refund) => (
          <Row key={refund.object} order={order} refund={refund} />
        ))}
      </ul>
    </section>
  );
}

function Row({ order, refund }: { order: Order; refund: Refund }) {
  const { amount, state, reason, restocked, requested_at, ended_at } = refund;
  const at = ended_at ?? requested_at;
  const { name, tone } = looks[state];
  return (
    <li className="flex flex-col gap-1 py-3 text-sm first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="flex items-center gap-2">
          <span className="text-base font-semibold tabular-nums">{showMoney(amount, order.currency)}</span>
          <Badge tone={tone}>{name}</Badge>
        </span>
        {at && (
          <time dateTime={at} className="text-muted">
            {showDate(at)}
          </time>
        )}
      </div>
      {refund.lines.length > 0 && (
        <ul className="text-muted">
          {refund.lines.map((part) => (
            <li key={part.line} dir="auto" className="wrap-anywhere">
              {partText(order, part)}
            </li>
          ))}
        </ul>
      )}
      {reason && (
        <p dir="auto" className="text-muted wrap-anywhere">
          {reasonText(reason)}
        </p>
      )}
      {restocked > 0 && <p className="text-muted">{restockedText(restocked)}</p>}
      {state === "failed" && (
        <p className="font-medium text-bad">The provider did not pay it. The amount can be refunded again.</p>
      )}
    </li>
  );
}

function partText({ lines, currency }: Order, { line, units, amount }: Refund["lines"][number]): string {
  const found = lines[line - 1];
  const name = found ? nameOf(found) : "A product";
  const what = units === null ? name : `${showNumber(units)} × ${name}`;
  return `${what}, ${showMoney(amount, currency)}`;
}

function restockedText(units: number): string {
  return units === 1
    ? "1 unit went back into the stock."
    : `${showNumber(units)} units went back into the stock.`;
}
