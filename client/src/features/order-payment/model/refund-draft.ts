import type { Order, OrderLine } from "@/lib/api-client";
import { nameOf } from "@/lib/order";
import { showMoney } from "@/lib/money";
import { readMoney, type Read } from "@/lib/product-input";
import { readQuantity } from "@/lib/read-quantity";
import type { Ledger } from "../api/get-ledger";
import type { NewRefund } from "./refund-request";

/** The fields of the dialog, as typed. `units`: by product. */
export type RefundDraft = {
  by: "lines" | "amount";
  units: Record<string, string>;
  amount: string;
  restock: boolean;
  reason: string;
};

export const emptyDraft: RefundDraft = { by: "lines", units: {}, amount: "", restock: false, reason: "" };

const longestReason = 500;

/** A sum of a currency has at most four decimals. */
export function sumOf(amounts: readonly number[]): number {
  return Number(amounts.reduce((sum, amount) => sum + amount, 0).toFixed(4));
}

/** `left`: what another refund can be at most. Pending refunds count as paid back; failed ones do not. */
export function refundable({ captured, refunded, refunds }: Ledger) {
  const pending = sumOf(refunds.filter(({ state }) => state === "pending").map(({ amount }) => amount));
  return { captured, refunded, pending, left: sumOf([captured, -refunded, -pending]) };
}

export type RefundableLine = { line: OrderLine; unit: number; unitsLeft: number };

/** Units that were not paid back. A line of an order that lost its product before it was priced has no amount. */
export function refundableLines({ lines }: Order, { refunds }: Ledger): RefundableLine[] {
  return lines.map((line, index) => {
    const parts = refunds
      .filter(({ state }) => state !== "failed")
      .flatMap((refund) => refund.lines.filter((part) => part.line === index + 1));
    const left = sumOf([line.amount ?? 0, ...parts.map(({ amount }) => -amount)]);
    const unit = line.total ?? 0;
    const isOpen = unit > 0 && line.status !== "refunded";
    return { line, unit, unitsLeft: isOpen ? Math.floor(left / unit + 1e-9) : 0 };
  });
}

/** All units that were not paid back, as typed; undefined if there are none or they cost more than is left. */
export function allUnits(lines: readonly RefundableLine[], left: number): RefundDraft["units"] | undefined {
  const open = lines.filter(({ unitsLeft }) => unitsLeft > 0);
  const amount = sumOf(open.map(({ unit, unitsLeft }) => unit * unitsLeft));
  if (amount === 0 || amount > left) return undefined;
  return Object.fromEntries(open.map(({ line, unitsLeft }) => [line.product_id, String(unitsLeft)]));
}

export type CheckedDraft = {
  /** What the draft pays back; undefined while a field cannot be read. */
  amount: number | undefined;
  /** By field: "amount", "reason", "units.<product>", "form"; "left": the units cost more than is left. */
  errors: Record<string, string>;
  body: NewRefund | undefined;
};

/** What the service will be asked for. It decides; this only spares a request that it would refuse. */
export function checkDraft(
  draft: RefundDraft,
  lines: readonly RefundableLine[],
  left: number,
  currency: string,
): CheckedDraft {
  const errors: Record<string, string> = {};
  const reason = draft.reason.trim();
  if (Array.from(reason).length > longestReason) errors.reason = "A reason has at most 500 characters.";
  const wanted = draft.by === "lines" ? unitsOf(draft, lines, errors) : undefined;
  const amount = wanted ? amountOf(wanted) : readAmount(draft.amount, errors);
  if (amount !== undefined && amount > left) {
    const most = showMoney(left, currency);
    if (wanted) errors.left = `At most ${most} is left. Choose fewer units, or refund an amount.`;
    else errors.amount = `At most ${most} can be refunded.`;
  }
  if (wanted?.length === 0 && Object.keys(errors).length === 0) errors.form = "Choose the units to refund.";
  if (Object.keys(errors).length > 0 || amount === undefined) return { amount, errors, body: undefined };
  const what = wanted
    ? {
        lines: wanted.map(({ line, units }) => ({ id: line.product_id, quantity: units })),
        restock: draft.restock,
      }
    : { amount };
  return { amount, errors, body: { ...what, ...(reason && { reason }) } };
}

type Wanted = { line: OrderLine; unit: number; units: number };

function unitsOf(draft: RefundDraft, lines: readonly RefundableLine[], errors: Record<string, string>) {
  const wanted: Wanted[] = [];
  for (const { line, unit, unitsLeft } of lines) {
    const text = draft.units[line.product_id] ?? "";
    if (/^\s*0*\s*$/.test(text)) continue;
    const read = readQuantity(text, unitsLeft, unitsLeftText(unitsLeft, line));
    if (read.ok) wanted.push({ line, unit, units: read.value });
    else errors[`units.${line.product_id}`] = read.why;
  }
  return wanted;
}

function unitsLeftText(units: number, line: OrderLine): string {
  return `Only ${units} of ${nameOf(line)} can be refunded.`;
}

function amountOf(wanted: readonly Wanted[]): number {
  return sumOf(wanted.map(({ unit, units }) => unit * units));
}

function readAmount(text: string, errors: Record<string, string>): number | undefined {
  const read: Read<number> = readMoney(text, "An amount");
  if (!read.ok) errors.amount = read.why;
  else if (read.value === 0) errors.amount = "Enter an amount above zero.";
  return read.ok ? read.value : undefined;
}
