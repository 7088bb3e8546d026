import { CircleHelp } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { showMoney } from "@/lib/money";
import type { Refunding } from "../hooks/use-refund";
import { type RefundRequest } from "../model/refund-request";

type Props = { request: RefundRequest; refunding: Refunding; currency: string };

/** A refund that was sent and has no outcome. It can be repeated safely: it has a key. */
export function UnknownRefund({ request, refunding, currency }: Props) {
  const { isSending, repeat, giveUp } = refunding;
  return (
    <Notice
      tone="warn"
      icon={<CircleHelp size={20} aria-hidden />}
      action={
        <div className="flex flex-wrap gap-2">
          <Button size="sm" disabled={isSending} onClick={repeat}>
            {isSending ? "Asking…" : "Ask again now"}
          </Button>
          <Button size="sm" disabled={isSending} onClick={giveUp}>
            Stop asking
          </Button>
        </div>
      }
    >
      <p role="status">
        <strong className="font-semibold">
          {`It is unknown whether the refund of ${showMoney(request.amount, currency)} was recorded.`}
        </strong>{" "}
        Asking again is safe: it is refunded once. If you stop asking, it may still appear among the refunds.
      </p>
    </Notice>
  );
}
