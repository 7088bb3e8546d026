import {
  CardCell,
  CardRow,
  CardTable,
  CardTableBody,
  CardTableHead,
  CardTableHeader,
} from "@/components/ui/card-table";
import { showUtcDay } from "@/lib/dates";
import { showNumber } from "@/lib/locale";
import { showMoney } from "@/lib/money";
import type { Turnover } from "../api/get-turnover";
import { refusedOf } from "../model/product-sort";

const numbers = ["Paid", "Refunded", "Net", "Paid orders", "Refused orders"];
const look = "tabular-nums wrap-anywhere md:text-end md:whitespace-nowrap";

/** The figures of the chart, newest first. */
export function DayTable({ turnover: { days, currency } }: { turnover: Turnover }) {
  return (
    <details>
      <summary className="inline-flex min-h-9 cursor-pointer items-center rounded-sm text-sm font-medium text-accent underline underline-offset-4">
        Figures by day
      </summary>
      <div className="mt-3">
        <CardTable label="Figures by day">
          <CardTableHead>
            <CardTableHeader>Day</CardTableHeader>
            {numbers.map((name) => (
              <CardTableHeader key={name} className="text-end">
                {name}
              </CardTableHeader>
            ))}
          </CardTableHead>
          <CardTableBody>
            {days.toReversed().map((day) => (
              <Row key={day.day} day={day} currency={currency} />
            ))}
          </CardTableBody>
        </CardTable>
      </div>
    </details>
  );
}

type RowProps = { day: Turnover["days"][number]; currency: string };

/** On a phone the three amounts share a line. */
function Row({ day: { day, captured, refunded, net, orders, refusals }, currency }: RowProps) {
  return (
    <CardRow className="max-md:grid-cols-3! max-md:gap-x-2! max-md:gap-y-2! max-md:p-3!">
      <CardCell className="font-medium whitespace-nowrap max-md:-order-2 max-md:col-span-2">
        <time dateTime={day}>{showUtcDay(day)}</time>
      </CardCell>
      <CardCell name="Paid" className={look}>
        {showMoney(captured, currency)}
      </CardCell>
      <CardCell name="Refunded" className={look}>
        {showMoney(refunded, currency)}
      </CardCell>
      <CardCell name="Net" className={look}>
        {showMoney(net, currency)}
      </CardCell>
      <CardCell name="Paid orders" className={`${look} max-md:-order-1`}>
        {showNumber(orders)}
      </CardCell>
      <CardCell name="Refused orders" className={`${look} max-md:col-span-3`}>
        {showNumber(refusedOf({ refusals }))}
      </CardCell>
    </CardRow>
  );
}
