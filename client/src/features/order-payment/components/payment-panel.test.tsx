import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import type { components } from "@/lib/api-types/payment";
import { FakeShop, problem } from "@/testing/fake-shop";
import { ledgerOf, refundOf } from "@/testing/ledger";
import { lineOf, orderOfLines } from "@/testing/order";
import { renderInShop } from "@/testing/render";
import { beginRefund, forgetRefund, useRefundRequests } from "../model/refund-requests";
import { PaymentPanel } from "./payment-panel";

type Ledger = components["schemas"]["LedgerView"];

const payment = {
  status: "captured",
  reference: "pi_123",
  url: null,
  expires_at: null,
  captured: 48,
  refunded: 0,
} as const;
const order = orderOfLines([lineOf({ quantity: 2, amount: 48 })], { amount: 48, payment });

let shop: FakeShop;
let ledger: Ledger;
let refunds: (Response | "lost")[];

beforeEach(() => {
  for (const request of Object.values(useRefundRequests.getState())) forgetRefund(request);
  shop = new FakeShop();
  shop.payments = "sandbox";
  ledger = ledgerOf();
  refunds = [];
  shop.orders.set(order.pk, order);
  shop.answer = (path) => {
    if (path.endsWith("/ledger")) return Response.json(ledger);
    return path.endsWith("/refunds") ? (refunds.shift() ?? recorded()) : undefined;
  };
});

afterEach(() => vi.restoreAllMocks());

/** As the service answers: the refund is pending. */
function recorded(): Response {
  ledger = ledgerOf({ refunds: [refundOf({ state: "pending", ended_at: null })] });
  return Response.json(order, { status: 202 });
}

const sent = () => shop.sent.filter(({ path }) => path.endsWith("/refunds"));
const refundButton = page.getByRole("button", { name: "Refund…" });
const units = page.getByLabelText("Units of Brass lamp");
const dialog = page.getByRole("dialog");
const remains = page.getByLabelText("What remains");
const unknown = page.getByText("It is unknown whether the refund of $24.00 was recorded.");

async function refundOneUnit() {
  await refundButton.click();
  await units.fill("1");
  await page.getByRole("button", { name: "Refund $24.00" }).click();
}

test("the money of an order: sums, reference, refunds of each state and the ledger", async () => {
  ledger = ledgerOf({
    refunded: 10,
    net: 38,
    refunds: [
      refundOf({ lines: [], amount: 10, reason: "arrived broken" }),
      refundOf({ object: "2", state: "pending", ended_at: null, restocked: 1 }),
      refundOf({ object: "3", state: "failed" }),
    ],
  });
  await renderInShop(<PaymentPanel order={order} />);
  const rows = page.getByRole("list", { name: "Refunds" });
  await expect.element(rows.getByText("Failed")).toBeVisible();
  await expect.element(rows.getByText("arrived broken")).toBeVisible();
  await expect.element(rows.getByText("1 unit went back into the stock.")).toBeVisible();
  await expect.element(page.getByText("Being refunded")).toBeVisible();
  await expect.element(page.getByText("pi_123").first()).toBeVisible();
  await expect.element(page.getByRole("list", { name: "Ledger" }).getByText("Paid")).toBeVisible();
});

test("the dialog shows what remains, sends the units once on a double click, and closes", async () => {
  await renderInShop(<PaymentPanel order={order} />);
  await refundButton.click();
  await units.fill("1");
  await page.getByLabelText("Put these units back into the stock").click();
  await expect.element(remains).toHaveTextContent(/Paid\$48.00.*Stays paid\$24.00/);
  await page.getByRole("button", { name: "Refund $24.00" }).dblClick();
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(page.getByRole("list", { name: "Refunds" }).getByText("Pending")).toBeVisible();
  expect(sent()).toHaveLength(1);
  const line = { id: "01J00000000000000000000001", quantity: 1 };
  expect(sent()[0]?.body).toEqual({ lines: [line], restock: true });
});

test("a lost answer is shown as unknown and repeated with its key, also after a reload", async () => {
  refunds = ["lost", problem(503, "unavailable", "away")];
  const screen = await renderInShop(<PaymentPanel order={order} />);
  await refundOneUnit();
  await expect.element(unknown).toBeVisible();
  await screen.unmount();

  await renderInShop(<PaymentPanel order={order} />);
  await expect.element(unknown).toBeVisible();
  await expect.element(refundButton).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Ask again now" }).click();
  await vi.waitFor(() => expect(sent()).toHaveLength(2));
  await expect.element(unknown).toBeVisible();
  await page.getByRole("button", { name: "Ask again now" }).click();
  await expect.element(page.getByRole("list", { name: "Refunds" }).getByText("Pending")).toBeVisible();
  await expect.element(unknown).not.toBeInTheDocument();
  const [first, ...repeats] = sent();
  expect(repeats.every(({ key, body }) => key === first?.key && body.lines.length === 1)).toBe(true);
});

test.each([401, 403, 408, 429])("a repeat that is answered %i is repeated with its key", async (status) => {
  refunds = ["lost", problem(status, "too_many_requests", "Not now.")];
  await renderInShop(<PaymentPanel order={order} />);
  await refundOneUnit();
  await page.getByRole("button", { name: "Ask again now" }).click();
  await vi.waitFor(() => expect(sent()).toHaveLength(2));
  await expect.element(page.getByRole("button", { name: "Ask again now" })).toBeEnabled();
  await expect.element(unknown).toBeVisible();
  await page.getByRole("button", { name: "Ask again now" }).click();
  await expect.element(page.getByRole("list", { name: "Refunds" }).getByText("Pending")).toBeVisible();
  expect(new Set(sent().map(({ key }) => key)).size).toBe(1);
});

test("a request that was sent before a reload is kept when its repeat is answered 429", async () => {
  refunds = [problem(429, "too_many_requests", "Not now.")];
  beginRefund({ pk: order.pk, body: { amount: 24 }, amount: 24 });
  await renderInShop(<PaymentPanel order={order} />);
  await page.getByRole("button", { name: "Ask again now" }).click();
  await vi.waitFor(() => expect(useRefundRequests.getState()[order.pk]?.unknown).toBe(true));
  await expect.element(unknown).toBeVisible();
});

test("after asking is stopped, the dialog does not claim that nothing was refunded", async () => {
  refunds = ["lost", problem(429, "too_many_requests", "Not now.")];
  await renderInShop(<PaymentPanel order={order} />);
  await refundOneUnit();
  await page.getByRole("button", { name: "Ask again now" }).click();
  await vi.waitFor(() => expect(sent()).toHaveLength(2));
  await page.getByRole("button", { name: "Stop asking" }).click();
  await expect.element(page.getByRole("button", { name: "Refund $24.00" })).toBeVisible();
  await expect.element(page.getByText("Nothing was refunded.")).not.toBeInTheDocument();
});

test.each([401, 403, 429])("a first request that is answered %i was not carried out", async (status) => {
  refunds = [problem(status, "too_many_requests", "Not now.")];
  await renderInShop(<PaymentPanel order={order} />);
  await refundOneUnit();
  await expect.element(page.getByRole("alert")).toHaveTextContent("Nothing was refunded.");
  expect(useRefundRequests.getState()).toEqual({});
});

test("a refusal says why in the dialog, and the next try has a key of its own", async () => {
  refunds = [problem(409, "refund_exceeds_captured", "At most $4.00 can be paid back.")];
  await renderInShop(<PaymentPanel order={order} />);
  await refundOneUnit();
  await expect
    .element(page.getByRole("alert"))
    .toHaveTextContent("Nothing was refunded. At most $4.00 can be paid back.");
  expect(useRefundRequests.getState()).toEqual({});
  await page.getByRole("button", { name: "Refund $24.00" }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(new Set(sent().map(({ key }) => key)).size).toBe(2);
});

test("nobody is asked for more than what is left, or when nothing is left", async () => {
  ledger = ledgerOf({ refunded: 24, refunds: [refundOf()] });
  const screen = await renderInShop(<PaymentPanel order={order} />);
  await refundButton.click();
  await page.getByLabelText("An amount").click();
  await page.getByLabelText("Amount", { exact: true }).fill("24.01");
  await expect.element(remains).toHaveTextContent(/This refundmore than is leftLeft to refund\$24.00$/);
  await page.getByRole("button", { name: "Refund", exact: true }).click();
  await expect.element(page.getByRole("alert")).toHaveTextContent("At most $24.00 can be refunded.");
  expect(sent()).toHaveLength(0);
  await screen.unmount();

  ledger = ledgerOf({ refunded: 48, refunds: [refundOf({ amount: 48 })] });
  await renderInShop(<PaymentPanel order={order} />);
  await expect.element(page.getByRole("list", { name: "Refunds" })).toBeVisible();
  await expect.element(refundButton).not.toBeInTheDocument();
});

test("on a phone, what is wrong is in sight at the buttons and describes the units", async () => {
  await page.viewport(360, 600);
  await renderInShop(<PaymentPanel order={order} />);
  await refundButton.click();
  await page.getByRole("button", { name: "Refund", exact: true }).click();
  const alert = page.getByRole("alert");
  await expect.element(alert).toHaveTextContent("Choose the units to refund.");
  const { x, y, width, height } = alert.element().getBoundingClientRect();
  const seen = document.elementFromPoint(x + width / 2, y + height / 2);
  expect(alert.element().contains(seen)).toBe(true);
  await expect.element(units).toHaveAccessibleDescription("Choose the units to refund.");
  await page.getByRole("button", { name: "All units" }).click();
  await expect.element(alert).not.toBeInTheDocument();
  await expect.element(units).not.toHaveAccessibleDescription();
});

test("after a refund of an amount, units that cost more than is left are not offered", async () => {
  ledger = ledgerOf({ refunded: 4.5, refunds: [refundOf({ lines: [], amount: 4.5 })] });
  await renderInShop(<PaymentPanel order={order} />);
  await refundButton.click();
  await expect.element(units).toBeVisible();
  await expect.element(page.getByRole("button", { name: "All units" })).not.toBeInTheDocument();
  await units.fill("2");
  await expect
    .element(page.getByRole("alert"))
    .toHaveTextContent("At most $43.50 is left. Choose fewer units, or refund an amount.");
  await expect.element(remains).toHaveTextContent(/Left to refund\$43.50$/);
  await expect.element(page.getByRole("button", { name: "Refund", exact: true })).toBeVisible();
  await units.fill("1");
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  await expect.element(remains).toHaveTextContent(/Stays paid\$19.50$/);
});

test("a ledger that cannot be read says so and offers another try", async () => {
  shop.answer = (path) =>
    path.endsWith("/ledger") ? problem(404, "order_not_found", "No order.") : undefined;
  await renderInShop(<PaymentPanel order={order} />);
  await expect
    .element(page.getByRole("heading", { name: "The ledger cannot be shown right now" }))
    .toBeVisible();
  shop.answer = (path) => (path.endsWith("/ledger") ? Response.json(ledger) : undefined);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.element(refundButton).toBeVisible();
});
