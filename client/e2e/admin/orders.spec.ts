import { readFile } from "node:fs/promises";
import { addBrokenEntry, expect, test, tryAgain } from "./fixtures";

test("orders are filtered by status, product and day; the address holds it, and what is filtered is exported", async ({
  admin,
  store,
}) => {
  const lamp = await store.product({ name: "Filtered lamp", quantity: 100 });
  const tray = await store.product({ name: "Filtered tray", quantity: 100 });
  const first = await store.order(lamp.id, 1);
  await store.order(tray.id, 2);
  await store.settled(first.pk);

  await admin.goto("/admin/orders");
  await admin.getByRole("combobox", { name: "Product" }).fill("filtered la");
  await admin.getByRole("option", { name: "Filtered lamp", selected: true }).waitFor();
  await admin.keyboard.press("Enter");
  await admin.getByLabel("Status", { exact: true }).selectOption("completed");
  const rows = admin.getByRole("table", { name: "Orders" }).getByRole("row");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText(first.pk);
  await admin.reload();
  await expect(rows).toHaveCount(2);

  const download = admin.waitForEvent("download");
  await admin.getByRole("button", { name: "Export CSV" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text.startsWith("\uFEFFpk,placed,status,")).toBe(true);
  expect(text.trim().split("\r\n")).toHaveLength(2);
  expect(text).toContain(`${first.pk},`);

  await admin.getByLabel("To", { exact: true }).fill("2020-01-01");
  await expect(admin.getByRole("heading", { name: "No order matches" })).toBeVisible();
  await admin.goBack();
  await expect(rows).toHaveCount(2);
});

test("the orders of a deleted product are found by its name and by its id", async ({ admin, store }) => {
  const lamp = await store.product({ name: "Withdrawn lamp", quantity: 10 });
  await store.product({ name: "Withdrawn lampshade", quantity: 10 });
  const { pk } = await store.order(lamp.id, 1);
  await store.remove(lamp.id);

  await admin.goto("/admin/orders");
  const rows = admin.getByRole("table", { name: "Orders" }).getByRole("row");
  await admin.getByRole("combobox", { name: "Product" }).fill("withdrawn");
  await expect(admin.getByRole("listbox", { name: "Products" }).getByRole("option")).toHaveText([
    "Withdrawn lampshade",
    "Withdrawn lamp (deleted)",
  ]);
  await admin.getByRole("option", { name: "Withdrawn lamp (deleted)" }).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText(pk);

  await admin.getByRole("button", { name: "Orders of all products" }).click();
  await admin.getByRole("combobox", { name: "Product" }).fill(lamp.id.toLowerCase());
  await admin.getByRole("option", { name: `Product ${lamp.id}` }).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText(pk);
});

test("older pages have their own address, and Back returns", async ({ admin, store }) => {
  const product = await store.product({ name: "Paged lamp", quantity: 100 });
  for (let n = 0; n < 55; n++) await store.order(product.id, 1);
  await admin.goto(`/admin/orders?product=${product.id}`);
  const rows = admin.getByRole("table", { name: "Orders" }).getByRole("row");
  await expect(rows).toHaveCount(51);
  await admin.getByRole("link", { name: "Older" }).click();
  await expect(rows).toHaveCount(6);
  await expect(admin).toHaveURL(/cursor=/);
  await admin.reload();
  await expect(rows).toHaveCount(6);
  await admin.goBack();
  await expect(rows).toHaveCount(51);
});

test("a sort is over all that match, page by page, in the address and in the export", async ({
  admin,
  store,
}) => {
  const product = await store.product({ name: "Sorted lamp", price: 10, quantity: 1_000 });
  const largest = await store.order(product.id, 9);
  for (let n = 0; n < 52; n++) await store.order(product.id, 1 + (n % 5));
  const smallest = await store.order(product.id, 1);
  await admin.goto(`/admin/orders?product=${product.id}`);
  const rows = admin.getByRole("table", { name: "Orders" }).getByRole("row");
  await expect(rows.nth(1)).toContainText(smallest.pk);
  await admin.getByRole("button", { name: "Amount" }).click();
  await expect(admin).toHaveURL(/sort=-amount/);
  await expect(rows.nth(1)).toContainText(largest.pk);
  await expect(admin.getByText("1 to 50 of 54")).toBeVisible();
  await admin.getByRole("link", { name: "Next" }).click();
  await expect(admin).toHaveURL(/page=2/);
  await expect(rows).toHaveCount(5);
  await admin.reload();
  await expect(rows).toHaveCount(5);
  await expect(rows.last()).toContainText("$12.00");
  await admin.goBack();
  await expect(rows.nth(1)).toContainText(largest.pk);

  const download = admin.waitForEvent("download");
  await admin.getByRole("button", { name: "Export CSV" }).click();
  const [, first, ...rest] = (await readFile(await (await download).path(), "utf8")).trim().split("\r\n");
  expect(first).toContain(largest.pk);
  expect(rest).toHaveLength(53);
  await admin.getByRole("button", { name: "Placed" }).click();
  await expect(rows.nth(1)).toContainText(smallest.pk);
});

test("the filter is worked with the keyboard alone", async ({ admin, store }) => {
  const product = await store.product({ name: "Keyed lamp", quantity: 10 });
  const { pk } = await store.order(product.id, 1);
  await admin.goto("/admin/orders");
  await admin.getByLabel("Status", { exact: true }).focus();
  await admin.keyboard.press("Tab");
  await admin.keyboard.type("keyed");
  await expect(admin.getByRole("option", { name: "Keyed lamp", selected: true })).toBeVisible();
  await admin.keyboard.press("Enter");
  const rows = admin.getByRole("table", { name: "Orders" }).getByRole("row");
  await expect(rows).toHaveCount(2);
  await admin.getByRole("link", { name: pk }).focus();
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("heading", { name: "Its path" })).toBeVisible();
});

test("an order's whole path is on one page, and moves while one looks", async ({ admin, store }) => {
  const product = await store.product({ name: "Watched lamp", price: 20 });
  const order = await store.order(product.id, 2);
  await admin.goto("/admin/operations");
  await admin.getByLabel("Order number").fill(order.pk);
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("heading", { name: "Placed" })).toBeVisible();
  await expect(admin.getByRole("heading", { name: "Stock reserved" })).toBeVisible();
  await expect(admin.getByRole("heading", { name: "Completed" })).toBeVisible();
  await expect(admin.getByText("$48.00")).toBeVisible();
  await expect(admin.getByText("8 left now")).toBeVisible();
});

test("the path of an order whose entry could not be applied names the dead letter", async ({
  admin,
  store,
}) => {
  const product = await store.product({ name: "Stuck lamp" });
  const { pk } = await store.settled((await store.order(product.id, 1)).pk);
  addBrokenEntry(pk, "many");
  await admin.goto(`/admin/orders/${pk}`);
  await expect(admin.getByText("Entries of this order that could not be applied")).toBeVisible();
  await expect(admin.getByRole("group", { name: "Payload" })).toContainText(pk);
});

test("a rejected and a refunded order say why", async ({ admin, services, store }) => {
  const scarce = await store.product({ name: "Scarce lamp", quantity: 1 });
  await services.inventoryConsumer.stop();
  const [first, second] = [await store.order(scarce.id, 1), await store.order(scarce.id, 1)];
  await services.inventoryConsumer.start();
  await store.settled(first.pk);
  await store.settled(second.pk);
  await admin.goto(`/admin/orders/${second.pk}`);
  await expect(admin.getByRole("heading", { name: "Rejected" })).toBeVisible();
  await expect(admin.getByText(/^(The product was sold out|There were fewer units)/)).toBeVisible();

  const doomed = await store.product({ name: "Doomed lamp", quantity: 5 });
  const order = await store.order(doomed.id, 1);
  await store.reserved(doomed.id);
  await store.remove(doomed.id);
  await admin.goto(`/admin/orders/${order.pk}`);
  await expect(admin.getByRole("heading", { name: "Refunded" })).toBeVisible();
  await expect(admin.getByText("deleted since")).toBeVisible();
});

test("an order that is not there is said so", async ({ admin }) => {
  await admin.goto("/admin/orders/01J00000000000000000000000");
  await expect(admin.getByRole("heading", { name: "There is no such order" })).toBeVisible();
});

test("payment away: the failure is shown, Try again asks, and it is gone by itself when payment is back", async ({
  admin,
  services,
}) => {
  await services.payment.stop();
  await admin.goto("/admin/orders");
  await expect(admin.getByRole("heading", { name: "The orders cannot be shown right now" })).toBeVisible();
  await tryAgain(admin);
  await services.payment.start();
  await expect(admin.getByRole("heading", { name: "The orders cannot be shown right now" })).toBeHidden({
    timeout: 15_000,
  });
});
