import { lazy, Suspense } from "react";
import { Figure } from "@/components/ui/figure";
import { Skeleton } from "@/components/ui/skeleton";
import { ratesOf, seriesOf, showRate, type History } from "../model/history";

const RateChart = lazy(async () => ({ default: (await import("./rate-chart")).RateChart }));

const stream = "order_placed";

export function OrderRate({ history }: { history: History }) {
  const series = seriesOf(history, stream);
  const known = series.values.filter((value) => value !== null);
  const now = showRate(ratesOf(history, stream).in);
  const highest = showRate(known.length > 0 ? Math.max(...known) : undefined);
  const mean = showRate(
    known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : undefined,
  );
  return (
    <section aria-labelledby="order-rate" className="rounded-lg bg-raised p-5 inset-ring inset-ring-line">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-2">
        <div>
          <h2 id="order-rate" className="text-lg">
            Orders per second
          </h2>
          <p className="text-sm text-muted">The last five minutes, from when this page was opened</p>
        </div>
        <dl className="flex gap-8">
          <Figure name="Now" value={now} />
          <Figure name="Average" value={mean} />
          <Figure name="Highest" value={highest} />
        </dl>
      </div>
      <Suspense fallback={<Skeleton className="h-[200px] w-full" />}>
        <RateChart
          series={series}
          label={`Orders per second: now ${now}, average ${mean}, highest ${highest}`}
        />
      </Suspense>
    </section>
  );
}
