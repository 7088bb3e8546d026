import { useQuery } from "@tanstack/react-query";
import { RefusalList } from "@/components/admin/refusal-list";
import { Figure } from "@/components/ui/figure";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Skeleton } from "@/components/ui/skeleton";
import { StreamBadge } from "@/components/ui/stream-badge";
import type { Product } from "@/lib/api-client";
import { showUtcDay } from "@/lib/dates";
import { showNumber } from "@/lib/locale";
import { showMoney } from "@/lib/money";
import { shopNow } from "@/lib/shop-clock";
import { takingsQuery } from "../api/get-takings";
import type { useLiveSale } from "../hooks/use-live-sale";
import { firstDay } from "../model/first-day";

type Props = { product: Product; live: ReturnType<typeof useLiveSale> };

/** Stock and orders by the second, money and refusals since the day on which the sale started. */
export function LiveSale({ product, live }: Props) {
  const from = firstDay(product.sale_starts_at, shopNow());
  const { data: takings, isError } = useQuery(takingsQuery(product.id, from));
  return (
    <>
      <Panel title="Sale">
        <div className="flex flex-col gap-5">
          <StreamBadge state={live.stream} />
          <Units live={live} />
          {takings && (
            <dl aria-label={`Money since ${showUtcDay(from)}`} className="flex flex-wrap gap-x-8 gap-y-3">
              <Figure
                name={`Paid since ${showUtcDay(from)}`}
                value={showMoney(takings.captured, takings.currency)}
              />
              <Figure name="Refunded" value={showMoney(takings.refunded, takings.currency)} />
              <Figure name="Net" value={showMoney(takings.net, takings.currency)} />
            </dl>
          )}
          {isError && (
            <Notice tone="warn" alert>
              Payment is not responding. Money and refusals are the last known ones. We keep trying.
            </Notice>
          )}
        </div>
      </Panel>
      {takings && (
        <Panel title="Refused orders">
          <RefusalList refusals={takings.refusals} none={`No order was refused since ${showUtcDay(from)}.`} />
        </Panel>
      )}
    </>
  );
}

function Units({ live: { sale, rate } }: Pick<Props, "live">) {
  if (!sale) return <Skeleton className="h-24" />;
  const sold = sale.sold - sale.returned;
  return (
    <div className="flex flex-col gap-4">
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        <Figure name="Left" value={showNumber(sale.left)} />
        <Figure name="Held, not paid" value={showNumber(sale.held)} />
        <Figure name="Sold so far" value={showNumber(sold)} />
        <Figure name="Orders so far" value={showNumber(sale.orders)} />
        <Figure name="Orders a second" value={rate.toFixed(1)} />
      </dl>
      <ProgressBar
        label="Units sold"
        value={Math.max(0, sold)}
        max={Math.max(0, sold) + sale.held + sale.left}
      />
    </div>
  );
}
