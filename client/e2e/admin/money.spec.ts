import { readFile } from "node:fs/promises";
import { paidOrder } from "../sandbox";
import { until } from "../process";
import { expect } from "../test";
import { redis } from "./fixtures";
import { test } from "./sandbox-admin";

const time = "2026-11-29T10:00:00.000Z";

test("what was paid and refunded today is in the figures, by product and by day; the address keeps the days", async ({
  admin,
  store,
}) => {
  const pk = await paidOrder(store, { name: "Counted lamp", price: 1_000 });
  await store.refund(pk, 200);
  await until("the refund is made", async () => (await store.find(pk)).payment.refunded === 200);
  await admin.goto("/admin/money");
  const row = admin
    .getByRole("table", { name: "Turnover by product" })
    .getByRole("row", { name: /Counted lamp/ });
  await expect(row).toContainText("$1,200.00");
  await expect(admin.getByRole("img", { name: /^By day from/ })).toBeVisible();
  await admin.getByText("Figures by day").click();
  const days = admin.getByRole("table", { name: "Figures by day" }).getByRole("row");
  await expect(days).toHaveCount(31);
  await admin.getByRole("button", { name: "7 days" }).click();
  await expect(admin).toHaveURL(/range=7d/);
  await expect(days).toHaveCount(8);
  await admin.reload();
  await expect(admin.getByRole("button", { name: "7 days" })).toHaveAttribute("aria-pressed", "true");
  await admin.getByLabel("From", { exact: true }).fill("2020-01-01");
  await admin.getByLabel("To", { exact: true }).fill("2020-01-02");
  await expect(admin.getByRole("heading", { name: "No money moved" })).toBeVisible();
  await expect(admin).toHaveURL(/from=2020-01-01&to=2020-01-02/);
});

test("the export for accounting has a row for each order of the days, with what came back", async ({
  admin,
  store,
}) => {
  const pk = await paidOrder(store, { name: "=Booked lamp" });
  await store.refund(pk, 4);
  await until("the refund is made", async () => (await store.find(pk)).payment.refunded === 4);
  const { number } = await store.find(pk);
  await admin.setViewportSize({ width: 360, height: 740 });
  await admin.goto("/admin/money?range=today");
  await expect(
    admin.getByText("The export has the orders placed in these days, with what came back since."),
  ).toBeInViewport({ ratio: 1 });
  const download = admin.waitForEvent("download");
  await admin.getByRole("button", { name: "Export for accounting" }).click();
  const [header, ...rows] = (await readFile(await (await download).path(), "utf8")).trim().split("\r\n");
  expect(header).toBe("number,date,status,payment,gross,fee,refunds,net,currency,reference,units,products");
  const row = rows.find((one) => one.startsWith(number));
  expect(row).toMatch(
    /,completed,partially_refunded,24\.00,4\.00,4\.00,20\.00,USD,pi_\w+,1,1 x =Booked lamp$/,
  );
});

test("reconciliation says when it ran, starts on demand, and that all is well", async ({ admin, store }) => {
  await paidOrder(store);
  redis("DEL", "payment:{0}:differences", "payment:{0}:strays");
  await admin.goto("/admin/money");
  await expect(
    admin.getByText("All is well: every booking of the provider belongs to an order."),
  ).toBeVisible();
  await admin.getByRole("button", { name: "Reconcile now" }).click();
  await expect(admin.getByText(/^[\d,]+ bookings? of the provider (was|were) compared at/)).toBeVisible({
    timeout: 20_000,
  });
  await expect(admin.getByText("All is well: the ledgers and the provider agree.")).toBeVisible();
  await expect(admin.getByRole("button", { name: "Reconcile now" })).toBeEnabled();
});

test("differences and strays say what they are, and lead to their order", async ({ admin, store }) => {
  const pk = await paidOrder(store);
  const difference = {
    id: "captured:pi_9",
    reference: pk,
    found_at: time,
    what: "The ledger did not have it.",
    ours: null,
    theirs: 24,
  };
  const stray = {
    id: "captured:pi_8",
    reference: null,
    amount: 12.5,
    currency: "USD",
    at: time,
    why: "No order.",
  };
  redis("HSET", "payment:{0}:differences", `${pk} captured:pi_9`, JSON.stringify(difference));
  redis("HSET", "payment:{0}:strays", stray.id, JSON.stringify(stray));
  await admin.goto("/admin/money");
  await expect(admin.getByRole("list", { name: "Stray bookings" })).toContainText("Payment of $12.50 pi_8");
  const row = admin.getByRole("list", { name: "Differences" }).getByRole("listitem");
  await expect(row).toContainText("Booked here: nothing. At the provider: $24.00.");
  await row.getByRole("link").click();
  await expect(admin.getByRole("heading", { name: "Payment" })).toBeVisible();
  redis("DEL", "payment:{0}:differences", "payment:{0}:strays");
});
