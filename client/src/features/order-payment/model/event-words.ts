import type { LedgerEvent } from "../api/get-ledger";

const names: Record<string, string> = {
  authorize_requested: "Payment page requested",
  action_required: "Payment page opened",
  authorized: "Payment authorized",
  capture_requested: "Charge requested",
  captured: "Paid",
  capture_refused: "Charge refused",
  expire_requested: "Closing of the payment page requested",
  expired: "Payment page closed",
  cancel_requested: "Cancellation requested",
  cancelled: "Authorization cancelled",
  failed: "Payment failed",
  refund_requested: "Refund requested",
  refund_retried: "Refund requested again",
  refunded: "Refunded",
  refund_failed: "Refund failed",
  disputed: "Disputed by the buyer",
  unknown: "No answer from the provider",
};

/** The name of an event of the ledger, also of a kind that a newer service writes. */
export function eventName({ kind }: Pick<LedgerEvent, "kind">): string {
  const plain = kind.replaceAll("_", " ");
  return names[kind] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** What an event is about: an object of the provider, a refund of ours, or an attempt after the first. */
export function objectText({ kind, object }: Pick<LedgerEvent, "kind" | "object">): string | undefined {
  if (object === null || object === "instant") return undefined;
  const [number = "", attempt] = object.split(":");
  if (!/^\d+$/.test(number)) return object;
  if (!kind.startsWith("refund")) return number === "1" ? undefined : `attempt ${number}`;
  return attempt ? `refund ${number}, attempt ${attempt}` : `refund ${number}`;
}

const reasons: Record<string, string> = {
  not_delivered: "The order was not delivered.",
  product_deleted: "The product was deleted.",
};

/** The shop's own refunds have a code, those of the store a text. */
export function reasonText(reason: string): string {
  return reasons[reason] ?? reason;
}

const bad = new Set(["failed", "capture_refused", "refund_failed", "disputed"]);
const moved = new Set(["captured", "refunded"]);

export function eventTone(kind: string): "bad" | "warn" | "accent" | "plain" {
  if (bad.has(kind)) return "bad";
  if (kind === "unknown") return "warn";
  return moved.has(kind) ? "accent" : "plain";
}
