import type { Tone } from "@/components/ui/badge";
import type { Order } from "@/lib/api-client";
import { remaining, showMoney } from "@/lib/money";
import type { Stage } from "@/lib/order-stage";

type Words = { label: string; tone: Tone };

/** Where the money of an order stands, as its store sees it. */
export const paymentWords: Record<Stage, Words> = {
  preparing: { label: "Not charged yet", tone: "plain" },
  reserving: { label: "Not charged yet", tone: "plain" },
  opening: { label: "Opening payment page", tone: "accent" },
  to_pay: { label: "Waiting for payment", tone: "warn" },
  confirming: { label: "Confirming payment", tone: "accent" },
  unknown: { label: "Payment unknown", tone: "warn" },
  cancelling: { label: "Cancelling", tone: "plain" },
  timing_out: { label: "Time is over", tone: "plain" },
  completed: { label: "Paid", tone: "good" },
  partly_refunded: { label: "Partly refunded", tone: "warn" },
  refunded: { label: "Refunded", tone: "warn" },
  rejected: { label: "Not charged", tone: "plain" },
  cancelled: { label: "Not charged", tone: "plain" },
  paying_back: { label: "Refund under way", tone: "warn" },
  paid_back: { label: "Refunded in full", tone: "plain" },
};

const sentences: Partial<Record<Stage, string>> = {
  preparing: "The order is charged as soon as all units are reserved.",
  reserving: "The buyer can pay as soon as all units are reserved.",
  opening: "The provider was asked for a page to pay on.",
  to_pay: "The buyer has not paid yet. The units stay reserved until the time to pay is over.",
  confirming: "The buyer has paid. The provider is asked for the money.",
  unknown:
    "The provider has not answered. It is asked again with the same key, so the buyer is charged once.",
  cancelling: "The order ends when the provider has confirmed that it can no longer be paid.",
  timing_out: "The provider is asked whether the buyer paid in time.",
  completed: "The buyer has paid.",
  refunded: "All that the buyer paid was refunded.",
  rejected: "Nothing was charged.",
  cancelled: "Nothing was charged.",
  paid_back: "The buyer was charged for an order that ended. All of it was refunded.",
};

export function paymentSentence(stage: Stage, { payment, currency }: Order): string {
  const money = (amount: number) => showMoney(amount, currency);
  if (stage === "partly_refunded")
    return `${money(payment.refunded)} of ${money(payment.captured)} was refunded. ${money(remaining(payment))} stays paid.`;
  if (stage === "paying_back")
    return `The buyer was charged for an order that ended. ${money(remaining(payment))} is still to be refunded, which happens by itself.`;
  return sentences[stage] ?? "";
}
