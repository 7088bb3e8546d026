import { Panel } from "@/components/ui/panel";
import type { Order } from "@/lib/api-client";
import { showDate } from "@/lib/dates";
import { showNumber } from "@/lib/locale";
import { showMoney } from "@/lib/money";
import { unitsOf } from "@/lib/order";

export function OrderFacts({ order }: { order: Order }) {
  return (
    <Panel title="Details">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm [&>dd]:text-end [&>dt]:text-muted">
        <dt>Amount</dt>
        <dd className="font-semibold tabular-nums">{showMoney(order.amount, order.currency)}</dd>
        <dt>Units</dt>
        <dd className="tabular-nums">{showNumber(unitsOf(order))}</dd>
        <dt>Placed</dt>
        <dd>{showDate(order.created_at)}</dd>
        <dt>Updated</dt>
        <dd>{showDate(order.updated_at)}</dd>
        <dt>ID</dt>
        <dd className="font-mono text-xs break-all">{order.pk}</dd>
      </dl>
    </Panel>
  );
}
