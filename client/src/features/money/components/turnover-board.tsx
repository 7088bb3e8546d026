import { useQuery } from "@tanstack/react-query";
import { Coins } from "lucide-react";
import { lazy, Suspense } from "react";
import { RefusalList } from "@/components/admin/refusal-list";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { showUtcDay } from "@/lib/dates";
import { showMoney } from "@/lib/money";
import { turnoverQuery, type Turnover } from "../api/get-turnover";
import type { Days } from "../model/days";
import type { MoneySearch } from "../model/money-search";
import { DayTable } from "./day-table";
import { ProductTable } from "./product-table";
import { RangePicker } from "./range-picker";
import { TakingsFigures } from "./takings-figures";

const TurnoverChart = lazy(async () => ({ default: (await import("./turnover-chart")).TurnoverChart }));

type Props = { search: MoneySearch; days: Days; today: string; onChange: (search: MoneySearch) => void };

export function TurnoverBoard({ search, days, today, onChange }: Props) {
  return (
    <div className="flex flex-col gap-6">
      <Panel title="Today">
        <Today today={today} />
      </Panel>
      <Panel title="Turnover">
        <div className="flex flex-col gap-6">
          <RangePicker search={search} days={days} onChange={onChange} />
          <OfDays days={days} />
        </div>
      </Panel>
    </div>
  );
}

function Today({ today }: { today: string }) {
  const { data, error, isPending, isFetching, refetch } = useQuery(turnoverQuery({ from: today, to: today }));
  if (data) return <TakingsFigures turnover={data} />;
  if (isPending) return <Skeleton className="h-12" />;
  return <Failed what="Today" error={error} onRetry={() => void refetch()} retrying={isFetching} />;
}

function OfDays({ days }: { days: Days }) {
  const { data, error, isPending, isError, isFetching, isPlaceholderData, refetch } = useQuery(
    turnoverQuery(days),
  );
  if (isPending) return <Skeleton className="h-96" />;
  if (!data)
    return <Failed what="The turnover" error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  return (
    <div aria-busy={isPlaceholderData} className="flex flex-col gap-6">
      {isError && (
        <Notice tone="warn" alert>
          Payment is not responding. You see the last known figures. We keep trying.
        </Notice>
      )}
      {data.since && data.since > data.from && (
        <Notice tone="plain">{`Figures are complete from ${showUtcDay(data.since)} on.`}</Notice>
      )}
      <TakingsFigures turnover={data} />
      {isQuiet(data) ? (
        <Empty icon={<Coins size={28} />} title="No money moved">
          Payments and refunds of these days appear here.
        </Empty>
      ) : (
        <Details turnover={data} />
      )}
    </div>
  );
}

function isQuiet({ captured, refunded, orders, refusals }: Turnover): boolean {
  return captured === 0 && refunded === 0 && orders === 0 && refusals.length === 0;
}

const series = [
  { name: "Paid", look: "bg-accent-soft inset-ring inset-ring-accent" },
  { name: "Refunded", look: "bg-warn-soft inset-ring inset-ring-warn" },
  { name: "Net", look: "bg-ink" },
];

function Details({ turnover }: { turnover: Turnover }) {
  const { days, from, to, captured, refunded, net, currency } = turnover;
  const money = (amount: number) => showMoney(amount, currency);
  const label = `By day from ${showUtcDay(from)} to ${showUtcDay(to)}: paid ${money(captured)}, refunded ${money(refunded)}, net ${money(net)}`;
  return (
    <>
      <div className="flex flex-col gap-3">
        <ul aria-hidden className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
          {series.map(({ name, look }) => (
            <li key={name} className="inline-flex items-center gap-2">
              <span className={`size-3 rounded-sm ${look}`} />
              {name}
            </li>
          ))}
        </ul>
        <Suspense fallback={<Skeleton className="h-[200px] w-full" />}>
          <TurnoverChart days={days} label={label} />
        </Suspense>
        <DayTable turnover={turnover} />
      </div>
      <section aria-labelledby="by-product" className="flex flex-col gap-3">
        <h3 id="by-product" className="text-base">
          By product
        </h3>
        <ProductTable turnover={turnover} />
      </section>
      <section aria-labelledby="refused" className="flex flex-col gap-3">
        <h3 id="refused" className="text-base">
          Refused orders
        </h3>
        <RefusalList refusals={turnover.refusals} none="No order was refused." />
      </section>
    </>
  );
}
