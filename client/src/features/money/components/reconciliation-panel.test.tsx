import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { FakeShop, problem } from "@/testing/fake-shop";
import { renderInShop } from "@/testing/render";
import { ReconciliationPanel } from "./reconciliation-panel";

const time = "2026-11-29T10:00:00.000Z";
const last = { from: time, to: time, started_at: time, ended_at: time, compared: 1_200, differences: 0 };
const pk = "01J0000000000000000000000A";

let shop: FakeShop;
let answers: Record<string, () => Response>;

beforeEach(() => {
  shop = new FakeShop();
  answers = {
    "/payment/payments/reconciliation": () =>
      Response.json({ state: "idle", last, next_at: time, problem: null }),
    "/payment/payments/differences": () => Response.json([]),
    "/payment/payments/strays": () => Response.json([]),
  };
  shop.answer = (path) => answers[path]?.();
});

afterEach(() => vi.restoreAllMocks());

test("when all agrees, that is what it says, and when it was compared", async () => {
  await renderInShop(<ReconciliationPanel atProvider />);
  await expect.element(page.getByText("All is well: the ledgers and the provider agree.")).toBeVisible();
  await expect
    .element(page.getByText("All is well: every booking of the provider belongs to an order."))
    .toBeVisible();
  await expect
    .element(
      page.getByText(
        /^1,200 bookings of the provider were compared at .+: those from .+ to .+\. Newer ones are compared next time\. The next comparison is at /,
      ),
    )
    .toBeVisible();
});

test("one booking is one", async () => {
  answers["/payment/payments/reconciliation"] = () =>
    Response.json({ state: "idle", last: { ...last, compared: 1 }, next_at: null, problem: null });
  await renderInShop(<ReconciliationPanel atProvider />);
  await expect
    .element(
      page.getByText(/^1 booking of the provider was compared at .+\. Newer ones are compared next time\.$/),
    )
    .toBeVisible();
});

test("before the first comparison nothing is said to be well", async () => {
  answers["/payment/payments/reconciliation"] = () =>
    Response.json({ state: "idle", last: null, next_at: null, problem: null });
  await renderInShop(<ReconciliationPanel atProvider />);
  await expect.element(page.getByText("No differences are known.")).toBeVisible();
  await expect
    .element(page.getByText("The ledgers and the provider have not been compared yet."))
    .toBeVisible();
});

test("a comparison that failed says why, and when it is tried again", async () => {
  answers["/payment/payments/reconciliation"] = () =>
    Response.json({ state: "idle", last, next_at: time, problem: "the payment provider: no answer" });
  await renderInShop(<ReconciliationPanel atProvider />);
  await expect
    .element(
      page.getByText(/^The last comparison failed: the payment provider: no answer\. It is tried again at/),
    )
    .toBeVisible();
});

test("a difference says what differs, in which order, and what to do", async () => {
  const found = { id: "1", currency: "USD", found_at: time, what: "They differ." };
  answers["/payment/payments/differences"] = () =>
    Response.json([
      {
        ...found,
        kind: "captured",
        object: "pi_1",
        reference: pk,
        ours: null,
        theirs: 24,
        advice: "Nothing is left to do.",
      },
      {
        ...found,
        kind: "refunded",
        object: "re_1",
        reference: "other",
        ours: 5,
        theirs: null,
        advice: "Look it up.",
      },
    ]);
  await renderInShop(<ReconciliationPanel atProvider />);
  const rows = page.getByRole("list", { name: "Differences" }).getByRole("listitem");
  await expect
    .element(rows.nth(0))
    .toHaveTextContent(/Payment pi_1.*Booked here: nothing. At the provider: \$24.00.*Nothing is left to do/);
  await expect.element(rows.nth(0).getByRole("link")).toHaveAttribute("href", `/admin/orders/${pk}`);
  await expect
    .element(rows.nth(1))
    .toHaveTextContent(/Refund re_1.*Booked here: \$5.00. At the provider: nothing.*Look it up/);
  await expect.element(rows.nth(1)).toHaveTextContent("“other” is not an order.");
});

test("a stray says what was booked and why it belongs to no order", async () => {
  const stray = {
    id: "captured:pi_9",
    kind: "captured",
    object: "pi_9",
    reference: null,
    amount: 12.5,
    currency: "USD",
    at: time,
    why: "No reference.",
    advice: "No order was changed.",
  };
  answers["/payment/payments/strays"] = () => Response.json([stray]);
  await renderInShop(<ReconciliationPanel atProvider />);
  const row = page.getByRole("list", { name: "Stray bookings" }).getByRole("listitem");
  await expect
    .element(row)
    .toHaveTextContent(/Payment of \$12.50 pi_9.*No reference\..*No order reference\./);
});

test("one comparison is started at a time, and it says that it runs", async () => {
  let state = "idle";
  answers["/payment/payments/reconciliation"] = () =>
    Response.json({ state, last, next_at: time, problem: null });
  await renderInShop(<ReconciliationPanel atProvider />);
  const now = page.getByRole("button", { name: "Reconcile now" });
  await expect.element(now).toBeEnabled();
  state = "running";
  await now.click();
  await expect.element(page.getByText("Comparing the ledgers with the provider…")).toBeVisible();
  await expect.element(now).toBeDisabled();
  state = "idle";
  await expect.element(now).toBeEnabled();
});

test("a comparison that cannot be started says why", async () => {
  await renderInShop(<ReconciliationPanel atProvider />);
  const now = page.getByRole("button", { name: "Reconcile now" });
  await expect.element(now).toBeEnabled();
  answers["/payment/payments/reconciliation"] = () => problem(503, "unavailable", "away");
  await now.click();
  await expect.element(page.getByRole("alert")).toHaveTextContent("The shop is not responding right now.");
});

test("without a provider there is nothing to reconcile", async () => {
  await renderInShop(<ReconciliationPanel atProvider={false} />);
  await expect.element(page.getByText(/nothing to reconcile/)).toBeVisible();
  await expect.element(page.getByRole("button")).not.toBeInTheDocument();
});
