import { useEffect, useRef, useState } from "react";
import { PaymentBadge } from "@/components/admin/payment-badge";
import { paymentSentence } from "@/components/admin/payment-words";
import { Button } from "@/components/ui/button";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import type { Order } from "@/lib/api-client";
import { focusHeading } from "@/lib/focus-heading";
import { stageOf } from "@/lib/order-stage";
import { usePaidAtProvider } from "@/lib/shop";
import type { Ledger } from "../api/get-ledger";
import { useLedger } from "../hooks/use-ledger";
import { useRefund } from "../hooks/use-refund";
import { refundable } from "../model/refund-draft";
import { LedgerTimeline } from "./ledger-timeline";
import { PaymentFigures } from "./payment-figures";
import { RefundDialog } from "./refund-dialog";
import { RefundList } from "./refund-list";
import { UnknownRefund } from "./unknown-refund";

/** The money of an order: where it stands, what happened to it, and refunds. */
export function PaymentPanel({ order }: { order: Order }) {
  const stage = stageOf(order, { atProvider: usePaidAtProvider() });
  const ledger = useLedger(order);
  return (
    <Panel title="Payment">
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
          <PaymentBadge stage={stage} />
          <p className="min-w-0">{paymentSentence(stage, order)}</p>
        </div>
        {ledger.data && <Known order={order} ledger={ledger.data} isStale={ledger.isError} />}
        {ledger.isPending && <LedgerSkeleton />}
        {!ledger.data && ledger.isError && (
          <Failed
            what="The ledger"
            error={ledger.error}
            onRetry={() => void ledger.refetch()}
            retrying={ledger.isFetching}
          />
        )}
      </div>
    </Panel>
  );
}

function Known({ order, ledger, isStale }: { order: Order; ledger: Ledger; isStale: boolean }) {
  const [open, setOpen] = useState(false);
  const refunding = useRefund(order);
  const { unknown, isSending, reset } = refunding;
  const isBusy = isSending || unknown !== undefined;
  const isPaid = order.status === "completed" || order.status === "refunded";
  const mayRefund = isPaid && refundable(ledger).left > 0;

  // The button is gone after the last refund, and the focus must not go with it.
  const mayHaveFocus = useRef(mayRefund);
  useEffect(() => {
    if (mayHaveFocus.current && !mayRefund && document.activeElement === document.body) focusHeading();
    mayHaveFocus.current = mayRefund;
  }, [mayRefund]);

  function close() {
    setOpen(false);
    reset();
  }

  return (
    <>
      {isStale && (
        <Notice tone="warn" alert>
          Payment is not responding. You see the last known ledger. We keep trying.
        </Notice>
      )}
      <PaymentFigures ledger={ledger} />
      {unknown && !open && (
        <UnknownRefund request={unknown} refunding={refunding} currency={order.currency} />
      )}
      {mayRefund && (
        <Button className="self-start" aria-disabled={isBusy} onClick={() => !isBusy && setOpen(true)}>
          Refund…
        </Button>
      )}
      <RefundDialog open={open} onClose={close} order={order} ledger={ledger} refunding={refunding} />
      <RefundList order={order} refunds={ledger.refunds} />
      <LedgerTimeline ledger={ledger} />
    </>
  );
}

function LedgerSkeleton() {
  return (
    <div role="status" aria-label="Loading the ledger" className="flex flex-col gap-3">
      <Skeleton className="h-16" />
      <Skeleton className="h-32" />
    </div>
  );
}
