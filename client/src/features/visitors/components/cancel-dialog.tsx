import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { asProblem } from "@/lib/problem";
import { toast } from "@/lib/toasts";
import { useCancelOrders, type Cancelled } from "../api/cancel-orders";
import type { VisitorOrders } from "../api/list-visitors";
import { cancelledWords, countOfOrders } from "../model/words";

type Props = { visitor: VisitorOrders | undefined; onClose: () => void };

export function CancelDialog({ visitor, onClose }: Props) {
  const { mutate, isPending, error, reset } = useCancelOrders();
  const close = () => {
    reset();
    onClose();
  };
  const done = (cancelled: Cancelled) => {
    toast(cancelledWords(cancelled), "good");
    close();
  };
  return (
    <Dialog open={visitor !== undefined} onClose={close} title="Cancel open orders">
      {visitor && (
        <div className="flex flex-col gap-5 overflow-y-auto p-6">
          <p>
            {countOfOrders(visitor.open)} of{" "}
            <strong className="break-all">{visitor.email ?? visitor.value}</strong> will be cancelled. Their
            units go back on sale, and buyers who gave an e-mail address get a mail. What is paid stays.
          </p>
          {visitor.by === "address" && (
            <p className="text-sm text-muted">
              Several people can share an address: an office, a school, a mobile network.
            </p>
          )}
          {error && (
            <Notice tone="bad" alert>
              {asProblem(error).message}
            </Notice>
          )}
          <div className="flex flex-wrap justify-end gap-3">
            <Button onClick={close} data-autofocus>
              Keep them
            </Button>
            <Button
              look="danger"
              disabled={isPending}
              onClick={() => mutate({ by: visitor.by, value: visitor.value }, { onSuccess: done })}
            >
              {isPending ? "Cancelling…" : "Cancel them"}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
