import type { Order } from "@/lib/api-client";

/**
 * Where an order and its money stand for its buyer. It follows from the order, so that a reload, another tab and another
 * device show the same.
 */
export type Stage =
  | "preparing" // it is paid without a provider
  | "reserving"
  | "opening" // the provider is asked for a page to pay on
  | "to_pay"
  | "confirming" // the buyer has paid, and the order is not completed yet
  | "unknown" // the provider was asked and has not answered
  | "cancelling"
  | "timing_out"
  | "completed"
  | "partly_refunded"
  | "refunded"
  | "rejected"
  | "cancelled"
  | "paying_back" // not delivered, but charged, and not all is paid back
  | "paid_back";

/** `atProvider`: buyers pay on a provider's page. `returned`: this one came from there and said to have paid. */
export type Circumstances = { atProvider: boolean; returned?: boolean };

export function stageOf(order: Order, circumstances: Circumstances): Stage {
  const { status, payment } = order;
  if (status === "pending") return pendingStage(order, circumstances);
  if (status === "completed") return payment.refunded > 0 ? "partly_refunded" : "completed";
  if (payment.refunded < payment.captured) return "paying_back";
  return status !== "refunded" && payment.captured > 0 ? "paid_back" : status;
}

/** A pending order with a reason ends as soon as the provider has confirmed that it cannot be paid any more. */
function pendingStage(
  { reason, payment, amount, timeline }: Order,
  { atProvider, returned }: Circumstances,
): Stage {
  if (reason) return reason === "payment_timeout" ? "timing_out" : "cancelling";
  if (payment.status === "requires_payment") return returned ? "confirming" : "to_pay";
  if (payment.status === "unknown") return "unknown";
  if (payment.status !== "none") return "confirming";
  if (!atProvider || amount === 0) return "preparing";
  return timeline.some(({ step }) => step === "stock_reserved") ? "opening" : "reserving";
}

/** No money moved: such an order shows no amount. */
export function wasNeverCharged({ status, payment }: Order): boolean {
  return (status === "rejected" || status === "cancelled") && payment.captured === 0;
}
