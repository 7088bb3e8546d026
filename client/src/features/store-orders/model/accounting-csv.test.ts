import { expect, test } from "vitest";
import { lineOf, orderOf, orderOfLines } from "@/testing/order";
import { accountingHeader, accountingRows } from "./accounting-csv";

const paid = { status: "partially_refunded", url: null, expires_at: null, reference: "pi_1" } as const;

test("a row has what was charged, its fee, what came back, and what stays", () => {
  const lines = [lineOf({ quantity: 2, amount: 48 }), lineOf({ product_name: "Tray", fee: 0.1, total: 0.6 })];
  const order = orderOfLines(lines, { payment: { ...paid, captured: 48.6, refunded: 24 } });
  expect(accountingHeader()).toBe(
    "number,date,status,payment,gross,fee,refunds,net,currency,reference,units,products\r\n",
  );
  expect(accountingRows([order])).toBe(
    'K7QX-04MZ,2026-11-22T10:00:00.000Z,completed,partially_refunded,48.60,8.10,24.00,24.60,USD,pi_1,3,"2 x Brass lamp; 1 x Tray"\r\n',
  );
});

test("an order that was not charged adds nothing to a sum", () => {
  expect(accountingRows([orderOf({ status: "rejected" })])).toContain(
    ",rejected,none,0.00,0.00,0.00,0.00,USD,,1,",
  );
});

test("no spreadsheet runs the name of a product or a reference", () => {
  const payment = { ...paid, reference: "=1+1", captured: 24, refunded: 0 };
  const [order] = [orderOfLines([lineOf({ product_name: '=HYPERLINK("x")' })], { payment })];
  const row = accountingRows([order]);
  expect(row).toContain(",'=1+1,");
  expect(row).toContain('"1 x =HYPERLINK(""x"")"');
});
