import { clsx } from "clsx";
import { showDate } from "@/lib/dates";
import { showMoney } from "@/lib/money";
import type { Ledger, LedgerEvent } from "../api/get-ledger";
import { eventName, eventTone, objectText, reasonText } from "../model/event-words";

const dots = { bad: "bg-bad", warn: "bg-warn", accent: "bg-accent", plain: "bg-line-strong" };

/** Every event of the payment, oldest first. */
export function LedgerTimeline({ ledger: { events, currency } }: { ledger: Ledger }) {
  return (
    <section aria-labelledby="ledger">
      <h3 id="ledger" className="mb-3 text-base">
        Ledger
      </h3>
      {events.length === 0 ? (
        <p className="text-sm text-muted">No money has moved.</p>
      ) : (
        <ol aria-label="Ledger">
          {events.map((event, index) => (
            <Event key={index} event={event} currency={currency} last={index === events.length - 1} />
          ))}
        </ol>
      )}
    </section>
  );
}

type Props = { event: LedgerEvent; currency: string; last: boolean };

function Event({ event, currency, last }: Props) {
  const { kind, at, amount, reason } = event;
  const object = objectText(event);
  return (
    <li className={clsx("relative ps-8 text-sm", !last && "pb-4")}>
      {!last && <span aria-hidden className="absolute top-2 bottom-0 start-[7px] w-0.5 bg-line" />}
      <span
        aria-hidden
        className={clsx(
          "absolute top-0.5 start-0 size-4 rounded-full border-4 border-raised",
          dots[eventTone(kind)],
        )}
      />
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">{eventName(event)}</span>
        {amount !== null && <span className="font-medium tabular-nums">{showMoney(amount, currency)}</span>}
      </p>
      <p className="flex flex-wrap items-baseline gap-x-3 text-muted">
        <time dateTime={at}>{showDate(at)}</time>
        {object && <span className="font-mono text-xs break-all">{object}</span>}
      </p>
      {reason && (
        <p dir="auto" className="text-muted wrap-anywhere">
          {reasonText(reason)}
        </p>
      )}
    </li>
  );
}
