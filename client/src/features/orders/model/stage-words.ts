import type { Tone } from "@/components/ui/badge";
import type { Order } from "@/lib/api-client";
import { remaining, showMoney } from "@/lib/money";
import type { Stage } from "@/lib/order-stage";

type Words = { label: string; tone: Tone; headline: string };

/** `label`: of the badge. The heading is true at every moment of the stage. */
export const stageWords: Record<Stage, Words> = {
  preparing: { label: "In progress", tone: "accent", headline: "We are preparing your order" },
  reserving: { label: "Reserving", tone: "accent", headline: "We are reserving your items" },
  opening: { label: "Reserved", tone: "accent", headline: "Your items are reserved" },
  to_pay: { label: "To pay", tone: "warn", headline: "Your items are waiting for your payment" },
  confirming: { label: "Confirming payment", tone: "accent", headline: "We are confirming your payment" },
  unknown: { label: "Checking payment", tone: "warn", headline: "We are checking with the payment provider" },
  cancelling: { label: "Cancelling", tone: "plain", headline: "Cancelling your order…" },
  timing_out: { label: "Time is over", tone: "plain", headline: "The time to pay is over" },
  completed: { label: "Paid", tone: "good", headline: "Your order is paid" },
  partly_refunded: {
    label: "Partly refunded",
    tone: "warn",
    headline: "Your order is paid, and partly refunded",
  },
  refunded: { label: "Refunded", tone: "warn", headline: "Order refunded" },
  rejected: { label: "Rejected", tone: "bad", headline: "We could not complete your order" },
  cancelled: { label: "Cancelled", tone: "plain", headline: "Order cancelled" },
  paying_back: { label: "Refund under way", tone: "warn", headline: "We are paying your money back" },
  paid_back: { label: "Cancelled, refunded", tone: "plain", headline: "Order cancelled and refunded" },
};

const cancelledBecause: Partial<Record<NonNullable<Order["reason"]>, string>> = {
  payment_timeout: "The time to pay ran out, so your items are back in the shop. You were not charged.",
  payment_failed: "The payment was not completed, so nothing was ordered. You were not charged.",
};

const unpaid: Partial<Record<Stage, string>> = {
  preparing:
    "We are reserving your items. You are charged once all are reserved. This page updates by itself.",
  reserving: "You are not charged yet. You can pay as soon as all items are reserved.",
  opening: "You are not charged yet. We are preparing the payment page.",
  to_pay: "You pay on the page of our payment provider. If a card is declined, you can try again there.",
  confirming: "You need not pay again. This page updates by itself.",
  unknown:
    "It has not answered yet. Your items stay reserved, and you are not charged twice. This page updates by itself.",
  cancelling:
    "Please do not pay any more. The order is cancelled when the payment provider confirms that it was not paid.",
  timing_out:
    "We are asking the payment provider whether you paid in time. If you did, your order is completed. If not, you are not charged.",
};

/** Units may come back; a limit stays. */
function isOfStock(reason: Order["reason"]): boolean {
  return reason === "sold_out" || reason === "insufficient_stock";
}

export function headlineOf(stage: Stage, { fulfilment }: Order): string {
  if (stage === "completed" && fulfilment?.state === "shipped") return "Your order is on its way";
  return stageWords[stage].headline;
}

/** Only who gave an address is promised a parcel and a mail. */
function sending({ customer, fulfilment }: Order): string {
  if (!customer) return "";
  const where = customer.address ? "to the address below" : "to the address that you gave";
  if (fulfilment?.state === "shipped") return `We sent it ${where}.`;
  return `We send it ${where}. You get a mail at ${customer.email} when it is on its way.`;
}

/** What happens next, for the buyer. */
export function nextStep(stage: Stage, order: Order, isMine: boolean): string {
  const { currency, payment, reason } = order;
  const money = (amount: number) => showMoney(amount, currency);
  switch (stage) {
    case "completed":
      return [sending(order), isMine && "You can find it under My orders."].filter(Boolean).join(" ");
    case "partly_refunded":
      return `We refunded ${money(payment.refunded)} of ${money(payment.captured)}. ${money(remaining(payment))} stays paid.`;
    case "refunded":
      return "We refunded your payment.";
    case "rejected":
      return isOfStock(reason)
        ? "You were not charged. The product may be back in stock later."
        : "You were not charged.";
    case "cancelled":
      return (reason && cancelledBecause[reason]) ?? "Nothing was ordered, and you were not charged.";
    case "paying_back":
      return `You were charged ${money(payment.captured)}. ${money(remaining(payment))} of it is still to come back. You need not do anything.`;
    case "paid_back":
      return `You were charged ${money(payment.captured)}, and we refunded all of it.`;
    default:
      return unpaid[stage] ?? "";
  }
}
