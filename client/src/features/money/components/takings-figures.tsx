import { Figure } from "@/components/ui/figure";
import { showNumber } from "@/lib/locale";
import { showMoney } from "@/lib/money";
import type { Turnover } from "../api/get-turnover";

type Props = { turnover: Pick<Turnover, "captured" | "refunded" | "net" | "orders" | "currency"> };

export function TakingsFigures({ turnover: { captured, refunded, net, orders, currency } }: Props) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      <Figure name="Paid" value={showMoney(captured, currency)} />
      <Figure name="Refunded" value={showMoney(refunded, currency)} />
      <Figure name="Net" value={showMoney(net, currency)} />
      <Figure name="Paid orders" value={showNumber(orders)} />
    </dl>
  );
}
