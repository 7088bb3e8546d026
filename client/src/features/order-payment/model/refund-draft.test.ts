import { expect, test } from "vitest";
import { ledgerOf, refundOf } from "@/testing/ledger";
import { lineOf, orderOfLines } from "@/testing/order";
import {
  allUnits,
  checkDraft,
  emptyDraft,
  refundable,
  refundableLines,
  type RefundDraft,
} from "./refund-draft";

const lamp = lineOf({ quantity: 3, amount: 72 });
const tray = lineOf({
  product_id: "01J00000000000000000000002",
  product_name: "Tray",
  price: 0.25,
  fee: 0.05,
  total: 0.3,
  amount: 0.3,
});
const order = orderOfLines([lamp, tray], { amount: 72.3 });
const ledger = ledgerOf({
  captured: 72.3,
  refunded: 24,
  refunds: [
    refundOf(),
    refundOf({ object: "2", state: "pending", lines: [], amount: 10.1 }),
    refundOf({ object: "3", state: "failed", amount: 48, lines: [{ line: 1, units: 2, amount: 48 }] }),
  ],
});
const lines = refundableLines(order, ledger);

function check(draft: Partial<RefundDraft>, left = 38.2) {
  return checkDraft({ ...emptyDraft, ...draft }, lines, left, "USD");
}

test("pending refunds count as paid back, failed ones do not", () => {
  expect(refundable(ledger)).toEqual({ captured: 72.3, refunded: 24, pending: 10.1, left: 38.2 });
  expect(lines.map(({ unitsLeft }) => unitsLeft)).toEqual([2, 1]);
});

test("a line that was refunded with its product has no units left", () => {
  const gone = orderOfLines([{ ...lamp, status: "refunded" }, tray]);
  expect(refundableLines(gone, ledgerOf()).map(({ unitsLeft }) => unitsLeft)).toEqual([0, 1]);
});

test("units are asked for by product, with what they cost", () => {
  const units = { [lamp.product_id]: "1", [tray.product_id]: " 1 " };
  expect(check({ units, restock: true, reason: " broken " })).toEqual({
    amount: 24.3,
    errors: {},
    body: {
      lines: [
        { id: lamp.product_id, quantity: 1 },
        { id: tray.product_id, quantity: 1 },
      ],
      restock: true,
      reason: "broken",
    },
  });
});

test("an amount is asked for without restock and without an empty reason", () => {
  expect(check({ by: "amount", amount: "38.20", restock: true }).body).toEqual({ amount: 38.2 });
});

test("all units are offered only if no more than what is left is paid back for them", () => {
  expect(allUnits(lines, 48.3)).toEqual({ [lamp.product_id]: "2", [tray.product_id]: "1" });
  expect(allUnits(lines, 48.29)).toBeUndefined();
  expect(allUnits([], 48.3)).toBeUndefined();
});

test.each([
  [{}, { form: "Choose the units to refund." }],
  [
    { units: { [lamp.product_id]: "3" } },
    { [`units.${lamp.product_id}`]: "Only 2 of Brass lamp can be refunded." },
  ],
  [
    { units: { [lamp.product_id]: "2" } },
    { left: "At most $38.20 is left. Choose fewer units, or refund an amount." },
  ],
  [{ by: "amount", amount: "38.21" }, { amount: "At most $38.20 can be refunded." }],
  [{ by: "amount", amount: "" }, { amount: "An amount is needed." }],
  [{ by: "amount", amount: "0" }, { amount: "Enter an amount above zero." }],
  [{ by: "amount", amount: "1.0005" }, { amount: "An amount has at most two decimals." }],
  [
    { by: "amount", amount: "1", reason: "x".repeat(501) },
    { reason: "A reason has at most 500 characters." },
  ],
] as const)("%j is not sent: %j", (draft, errors) => {
  const checked = check(draft);
  expect(checked.errors).toEqual(errors);
  expect(checked.body).toBeUndefined();
});
