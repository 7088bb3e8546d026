import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Order } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { useFulfilOrder } from "../api/fulfil-order";

const longest = 200;

/** What the store can do next with the goods of a paid order. */
export function FulfilButtons({ order }: { order: Order }) {
  const { pk, number, fulfilment } = order;
  const action = useFulfilOrder(pk);
  const [isShipping, setShipping] = useState(false);
  const state = fulfilment?.state ?? "open";
  const step =
    state === "open"
      ? ({ to: "packed", name: "Mark as packed" } as const)
      : ({ to: "open", name: "Mark as not packed" } as const);
  return (
    <div className="flex flex-col gap-3 print:hidden">
      <div className="flex flex-wrap gap-2">
        {state !== "shipped" && (
          <Button
            size="sm"
            aria-label={`${step.name}: order ${number}`}
            disabled={action.isPending}
            onClick={() => action.mutate({ state: step.to })}
          >
            {step.name}
          </Button>
        )}
        <Button
          size="sm"
          aria-label={`${state === "shipped" ? "Change tracking number" : "Ship"}: order ${number}`}
          onClick={() => setShipping(true)}
        >
          {state === "shipped" ? "Change tracking number…" : "Ship…"}
        </Button>
      </div>
      {action.error && !isShipping && (
        <Notice tone="bad" alert>
          {asProblem(action.error).message}
        </Notice>
      )}
      <ShipDialog order={order} open={isShipping} onClose={() => setShipping(false)} />
    </div>
  );
}

type DialogProps = { order: Order; open: boolean; onClose: () => void };

function ShipDialog({ order: { pk, number, customer, fulfilment }, open, onClose }: DialogProps) {
  const action = useFulfilOrder(pk);
  const isShipped = fulfilment?.state === "shipped";
  const [tracking, setTracking] = useState(fulfilment?.tracking ?? "");

  function close() {
    onClose();
    action.reset();
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    action.mutate(
      { state: "shipped", ...(tracking.trim() && { tracking: tracking.trim() }) },
      { onSuccess: close },
    );
  }

  return (
    <Dialog
      open={open}
      onClose={close}
      title={isShipped ? `Tracking of order ${number}` : `Ship order ${number}?`}
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4 overflow-y-auto p-6">
        {!isShipped && (
          <p>
            {customer
              ? "The buyer gets a mail that it is on its way."
              : "The order has no customer, so nobody gets a mail."}
          </p>
        )}
        <TextField
          label="Tracking number (optional)"
          data-autofocus
          autoComplete="off"
          maxLength={longest}
          value={tracking}
          onChange={({ target: { value } }) => setTracking(value)}
        />
        {action.error && (
          <Notice tone="bad" alert>
            {asProblem(action.error).message}
          </Notice>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button type="button" onClick={close}>
            Close
          </Button>
          <Button type="submit" look="primary" disabled={action.isPending}>
            {isShipped ? "Save" : "Mark as shipped"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
