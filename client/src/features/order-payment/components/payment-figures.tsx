import { CopyButton } from "@/components/ui/copy-button";
import { Figure } from "@/components/ui/figure";
import { showMoney } from "@/lib/money";
import type { Ledger } from "../api/get-ledger";
import { refundable } from "../model/refund-draft";

const providers: Record<Ledger["provider"], string> = {
  instant: "None: orders are charged at once",
  stripe: "Stripe",
  sandbox: "The sandbox's bank",
};

export function PaymentFigures({ ledger }: { ledger: Ledger }) {
  const { currency, captured, refunded, net, provider, reference } = ledger;
  const { pending } = refundable(ledger);
  return (
    <>
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        <Figure name="Paid" value={showMoney(captured, currency)} />
        <Figure name="Refunded" value={showMoney(refunded, currency)} />
        {pending > 0 && <Figure name="Being refunded" value={showMoney(pending, currency)} />}
        <Figure name="Net" value={showMoney(net, currency)} />
      </dl>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-1 text-sm [&>dt]:text-muted">
        <dt>Provider</dt>
        <dd>{providers[provider]}</dd>
        <dt>Reference</dt>
        <dd className="flex min-h-11 items-center gap-1">
          {reference ? (
            <>
              <span className="font-mono text-xs break-all select-all">{reference}</span>
              <CopyButton text={reference} what="Payment reference" />
            </>
          ) : (
            <span className="text-muted">None</span>
          )}
        </dd>
      </dl>
    </>
  );
}
