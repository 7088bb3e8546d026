import { PaymentPanel } from "../page-objects/payment-panel";
import { paidOrder } from "../sandbox";
import { until } from "../process";
import { expect } from "../test";
import { test } from "./sandbox-admin";

test("a unit is refunded with its reason and goes back into the stock; the page follows", async ({
  admin,
  bank,
  store,
}) => {
  const pk = await paidOrder(store, { name: "Returned lamp", quantity: 3 });
  const [line] = (await store.find(pk)).lines;
  const panel = new PaymentPanel(admin);
  await panel.open(pk);
  await expect(panel.panel).toContainText(/Paid\$24\.00/);
  await expect(panel.panel.getByText(/^pi_/).first()).toBeVisible();
  await panel.refund.click();
  await panel.dialog.getByLabel("Units of Returned lamp").fill("1");
  await panel.dialog.getByLabel("Put these units back into the stock").check();
  await panel.dialog.getByLabel("Reason (optional)").fill("arrived broken");
  await expect(panel.dialog.getByLabel("What remains")).toContainText(/Stays paid\$0\.00/);
  await panel.dialog.getByRole("button", { name: "Refund $24.00" }).dblclick();
  await expect(panel.dialog).toBeHidden();
  await expect(panel.refunds).toHaveCount(1);
  await expect(panel.refunds.first()).toContainText("arrived broken");
  await expect(panel.refunds.first()).toContainText("Made");
  await expect(panel.panel).toContainText(/Net\$0\.00/);
  await expect(panel.ledger).toContainText("Refunded");
  await expect(panel.refund).toHaveCount(0);
  await until("the unit is back", async () => (await store.available(line?.product_id ?? "")) === 3);
  expect(await bank.bookings(pk)).toEqual(["authorized", "captured", "refunded"]);
});

test("a refund whose answer is lost is unknown, is repeated after a reload, and is made once", async ({
  admin,
  bank,
  store,
}) => {
  const pk = await paidOrder(store);
  const panel = new PaymentPanel(admin);
  const keys: (string | undefined)[] = [];
  // The service gets the request, and its answer does not come back.
  await admin.route("**/refunds", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    await route.fetch();
    await route.abort();
  });
  await panel.open(pk);
  await panel.chooseAmount("4");
  await panel.send();
  await expect(panel.unknown).toBeVisible();
  await admin.unroute("**/refunds");
  await admin.route("**/refunds", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    await route.continue();
  });
  await admin.reload();
  await expect(panel.unknown).toBeVisible();
  await expect(panel.unknown).toBeHidden();
  await expect(panel.refunds).toHaveCount(1);
  await expect(panel.refunds.first()).toContainText("Made");
  expect(new Set(keys).size).toBe(1);
  expect(keys.length).toBeGreaterThan(1);
  expect(await bank.bookings(pk)).toEqual(["authorized", "captured", "refunded"]);
});

test("a refund above what is left is refused by the service, and the dialog says so", async ({
  admin,
  store,
}) => {
  const pk = await paidOrder(store);
  const panel = new PaymentPanel(admin);
  await panel.open(pk);
  await panel.chooseAmount("24");
  // As if the page did not hear of the other refund.
  await admin.route("**/ledger", (route) => route.abort());
  await store.refund(pk, 20);
  await panel.send();
  await expect(panel.dialog.getByRole("alert")).toContainText("Nothing was refunded. At most $4.00");
  await admin.unroute("**/ledger");
  await panel.dialog.getByLabel("Amount", { exact: true }).fill("4");
  await panel.send();
  await expect(panel.dialog).toBeHidden();
  await expect(panel.panel).toContainText(/Net\$0\.00/);
});

test("a refund is pending while the provider does not answer, and one that fails can be made again", async ({
  admin,
  bank,
  store,
}) => {
  const pk = await paidOrder(store);
  const panel = new PaymentPanel(admin);
  await bank.fault({ fault: "refund", steps: ["failed"], times: 1 });
  await panel.open(pk);
  await panel.chooseAmount("4");
  await panel.send();
  await expect(panel.refunds.first()).toContainText("Failed", { timeout: 20_000 });
  await bank.fault({ fault: "status", call: "refund", status: 503 });
  await panel.chooseAmount("5");
  await panel.send();
  await expect(panel.refunds).toHaveCount(2);
  await expect(panel.refunds.first()).toContainText("Pending");
  await expect(panel.panel).toContainText(/Being refunded\$5\.00/);
  await bank.endFaults();
  await expect(panel.refunds.first()).toContainText("Made", { timeout: 30_000 });
  await expect(panel.panel).toContainText(/Net\$19\.00/);
});

test("the keyboard alone refunds", async ({ admin, store }) => {
  const panel = new PaymentPanel(admin);
  await panel.open(await paidOrder(store, { name: "Typed lamp" }));
  await panel.refund.focus();
  await admin.keyboard.press("Enter");
  await panel.dialog.getByLabel("Units of Typed lamp").focus();
  await admin.keyboard.type("1");
  await admin.keyboard.press("Enter");
  await expect(panel.dialog).toBeHidden();
  await expect(panel.refunds).toHaveCount(1);
  await expect(panel.panel.getByRole("heading", { name: "Refunds" })).toBeVisible();
});

test("in the list, an order shows where its money stands when its status does not", async ({
  admin,
  store,
}) => {
  const pk = await paidOrder(store, { name: "Partly returned lamp" });
  const [line] = (await store.find(pk)).lines;
  await store.refund(pk, 4);
  await until("the refund is made", async () => (await store.find(pk)).payment.refunded === 4);
  await admin.goto(`/admin/orders?product=${line?.product_id}`);
  const row = admin.getByRole("table", { name: "Orders" }).getByRole("row").nth(1);
  await expect(row).toContainText("Completed");
  await expect(row).toContainText("Partly refunded");
});
