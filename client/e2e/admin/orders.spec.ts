import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures";

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
  expect(text.trim().split("\r\n")).toHaveLength(2);
  expect(text).toContain(`${first.pk},`);

  await admin.getByLabel("To", { exact: true }).fill("2020-01-01");
  await expect(admin.getByRole("heading", { name: "No order matches" })).toBeVisible();
  await admin.goBack();
  await expect(rows).toHaveCount(2);
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
  await admin.getByRole("button", { name: "Amount" }).click();
  await expect(admin).toHaveURL(/sort=-amount/);
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

test("an order that is not there is said so", async ({ admin }) => {
  await admin.goto("/admin/orders/01J00000000000000000000000");
  await expect(admin.getByRole("heading", { name: "There is no such order" })).toBeVisible();
});

test("payment away: the failure is shown, and gone by itself when it is back", async ({
  admin,
  services,
}) => {
  await services.payment.stop();
  await admin.goto("/admin/orders");
  await expect(admin.getByRole("heading", { name: "The orders cannot be shown right now" })).toBeVisible();
  await expect(admin.getByRole("button", { name: "Try again" })).toBeVisible();
  await services.payment.start();
  await expect(admin.getByRole("heading", { name: "The orders cannot be shown right now" })).toBeHidden({
    timeout: 15_000,
  });
});
