import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { Order } from "@/lib/api-client";
import { focusHeading } from "@/lib/focus-heading";
import { useCancelOrder, whyNotCancelled } from "../api/cancel-order";
import { expectNoPayment } from "../hooks/use-payment-page";

const statusNow = ({ status }: Order) => (status === "pending" ? "ending" : status);

/** Cancels an order that is not paid, after a question. The dialog stays open until the shop has answered. */
export function CancelOrder({ order }: { order: Order }) {
  const [open, setOpen] = useState(false);
  const { mutate, isPending, isSuccess, error, reset } = useCancelOrder(order.pk);
  const pending = order.status === "pending" && order.reason === null;

  // The button that was pressed is gone, and the heading says what happens.
  useEffect(() => {
    if (isSuccess && !open) focusHeading();
  }, [isSuccess, open]);

  function ask() {
    expectNoPayment();
    setOpen(true);
  }

  function close() {
    setOpen(false);
    if (error) reset();
  }

  if (!pending && !open) return null;
  return (
    <>
      {pending && <Button onClick={ask}>Cancel order</Button>}
      <Dialog open={open} onClose={close} title="Cancel this order?">
        <div className="flex flex-col gap-4 overflow-y-auto p-6">
          {pending ? (
            <p>Nothing is sent to you, and you are not charged. This cannot be undone.</p>
          ) : (
            !error && <p>{`The order is ${statusNow(order)} now, so it cannot be cancelled.`}</p>
          )}
          {error && (
            <Notice tone="bad" alert>
              {whyNotCancelled(error)}
            </Notice>
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <Button data-autofocus onClick={close}>
              {pending ? "Keep order" : "Close"}
            </Button>
            {pending && (
              <Button
                look="danger"
                disabled={isPending}
                onClick={() => mutate(undefined, { onSuccess: close })}
              >
                {isPending ? "Cancelling…" : "Cancel order"}
              </Button>
            )}
          </div>
        </div>
      </Dialog>
    </>
  );
}
