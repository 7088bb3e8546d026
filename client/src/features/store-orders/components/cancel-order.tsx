import type { Order } from "@/lib/api-client";
import { useCancelOrder } from "../api/cancel-order";
import { ConfirmedButton } from "./confirmed-button";

/** An order that is paid can no longer be cancelled. */
export function CancelOrder({ order: { pk, number, status } }: { order: Order }) {
  const action = useCancelOrder(pk);
  if (status !== "pending") return null;
  return (
    <ConfirmedButton name="Cancel order" title={`Cancel order ${number}?`} action={action}>
      Reserved units are released, and the buyer is not charged. This cannot be undone.
    </ConfirmedButton>
  );
}
