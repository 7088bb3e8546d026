import { Dialog } from "@/components/ui/dialog";
import type { Order } from "@/lib/api-client";
import type { Ledger } from "../api/get-ledger";
import type { Refunding } from "../hooks/use-refund";
import { RefundForm } from "./refund-form";
import { UnknownRefund } from "./unknown-refund";

type Props = { open: boolean; onClose: () => void; order: Order; ledger: Ledger; refunding: Refunding };

/** Stays open until the service has answered. While an outcome is unknown there is nothing to fill in. */
export function RefundDialog({ open, onClose, order, ledger, refunding }: Props) {
  const { unknown } = refunding;
  return (
    <Dialog open={open} onClose={onClose} title={`Refund order ${order.number}`}>
      {unknown && (
        <div className="overflow-y-auto p-6">
          <UnknownRefund request={unknown} refunding={refunding} currency={order.currency} />
        </div>
      )}
      {/* Hidden, not gone: what was typed is kept. */}
      <div className={unknown ? "hidden" : "flex min-h-0 flex-1 flex-col"}>
        <RefundForm order={order} ledger={ledger} refunding={refunding} onDone={onClose} />
      </div>
    </Dialog>
  );
}
