import { readFile } from "node:fs/promises";
import { buyer } from "../test";
import { addBrokenEntry, expect, test, tryAgain } from "./fixtures";

test("orders are filtered by status, product and day; the address keeps the filter, and the export uses it", async ({
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
  await expect(rows.nth(1)).toContainText(first.number);
  await admin.reload();
  await expect(rows).toHaveCount(2);

  const download = admin.waitForEvent("download");
  await admin.getByRole("button", { name: "Export CSV" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text.startsWith("\uFEFFnumber,pk,status,created,email,name,")).toBe(true);
  expect(text.trim().split("\r\n")).toHaveLength(2);
  expect(text).toContain(`${first.number},${first.pk},completed,`);

  await admin.getByLabel("To", { exact: true }).fill("2020-01-01");
  await expect(admin.getByRole("heading", { name: "No orders found" })).toBeVisible();
  await admin.goBack();
  await expect(rows).toHaveCount(2);
});

test("the orders of a deleted product are found by its name and by its id", async ({ admin, store }) => {
  const lamp = await store.product({ name: "Withdrawn lamp", quantity: 10 });
  await store.product({ name: "Withdrawn lampshade", quantity: 10 });
  const { number } = await store.order(lamp.id, 1);
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
  await expect(rows.nth(1)).toContainText(number);

  await admin.getByRole("button", { name: "Orders of all products" }).click();
  await admin.getByRole("combobox", { name: "Product" }).fill(lamp.id.toLowerCase());
  await admin.getByRole("option", { name: `Product ${lamp.id}` }).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText(number);
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

test("a sort covers all matching orders, over pages, in the address and in the export", async ({
  admin,
  store,
}) => {
  const product = await store.product({ name: "Sorted lamp", price: 10, quantity: 1_000 });
  const largest = await store.order(product.id, 9);
  for (let n = 0; n < 52; n++) await store.order(product.id, 1 + (n % 5));
  const smallest = await store.order(product.id, 1);
  await admin.goto(`/admin/orders?product=${product.id}`);
  const rows = admin.getByRole("table", { name: "Orders" }).getByRole("row");
  await expect(rows.nth(1)).toContainText(smallest.number);
  await admin.getByRole("button", { name: "Amount" }).click();
  await expect(admin).toHaveURL(/sort=-amount/);
  await expect(rows.nth(1)).toContainText(largest.number);
  await expect(admin.getByText("1 to 50 of 54")).toBeVisible();
  await admin.getByRole("link", { name: "Next" }).click();
  await expect(admin).toHaveURL(/page=2/);
  await expect(rows).toHaveCount(5);
  await admin.reload();
  await expect(rows).toHaveCount(5);
  await expect(rows.last()).toContainText("$12.00");
  await admin.goBack();
  await expect(rows.nth(1)).toContainText(largest.number);

  const download = admin.waitForEvent("download");
  await admin.getByRole("button", { name: "Export CSV" }).click();
  const [, first, ...rest] = (await readFile(await (await download).path(), "utf8")).trim().split("\r\n");
  expect(first).toContain(largest.pk);
  expect(rest).toHaveLength(53);
  await admin.getByRole("button", { name: "Placed" }).click();
  await expect(rows.nth(1)).toContainText(smallest.number);
});

test("the filter works with the keyboard alone", async ({ admin, store }) => {
  const product = await store.product({ name: "Keyed lamp", quantity: 10 });
  const { number } = await store.order(product.id, 1);
  await admin.goto("/admin/orders");
  await admin.getByLabel("Status", { exact: true }).focus();
  await admin.keyboard.press("Tab");
  await admin.keyboard.type("keyed");
  await expect(admin.getByRole("option", { name: "Keyed lamp", selected: true })).toBeVisible();
  await admin.keyboard.press("Enter");
  const rows = admin.getByRole("table", { name: "Orders" }).getByRole("row");
  await expect(rows).toHaveCount(2);
  await admin.getByRole("link", { name: number }).focus();
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("heading", { name: "Timeline" })).toBeVisible();
});

test("the whole timeline of an order is on one page, and is live", async ({ admin, store }) => {
  const product = await store.product({ name: "Watched lamp", price: 20 });
  const order = await store.order(product.id, 2);
  await admin.goto("/admin/operations");
  await admin.getByLabel("Order ID").fill(order.pk);
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("heading", { name: "Placed" })).toBeVisible();
  await expect(admin.getByRole("heading", { name: "Stock reserved" })).toBeVisible();
  await expect(admin.getByRole("heading", { name: "Completed" })).toBeVisible();
  await expect(admin.getByText("$48.00").first()).toBeVisible();
  await expect(admin.getByText("8 left now")).toBeVisible();
});

test("the page of an order shows its dead letters", async ({ admin, store }) => {
  const product = await store.product({ name: "Stuck lamp" });
  const { pk } = await store.settled((await store.order(product.id, 1)).pk);
  addBrokenEntry(pk, "many");
  await admin.goto(`/admin/orders/${pk}`);
  await expect(admin.getByText("Dead letters of this order")).toBeVisible();
  await expect(admin.getByRole("group", { name: "Payload" })).toContainText(pk);
});

test("a rejected and a refunded order show the reason", async ({ admin, services, store }) => {
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
  await expect(admin.getByText("product deleted")).toBeVisible();
});

const { email, name, ...address } = buyer;
const customer = { email, name, address };

test("an order of several products is one row with its customer, found by any product, and exported by line", async ({
  admin,
  store,
}) => {
  const lamp = await store.product({ name: "Shared lamp", price: 10 });
  const drum = await store.product({ name: "=Shared drum", price: 20 });
  const { number } = await store.cart([lamp.id, drum.id], customer);
  for (const { id } of [lamp, drum]) {
    await admin.goto(`/admin/orders?product=${id}`);
    const rows = admin.getByRole("table", { name: "Orders" }).getByRole("row");
    await expect(rows).toHaveCount(2);
    await expect(rows.nth(1)).toContainText(number);
    for (const text of ["Shared lamp", "=Shared drum", name, email, "$36.00"])
      await expect(rows.nth(1)).toContainText(text);
  }
  const download = admin.waitForEvent("download");
  await admin.getByRole("button", { name: "Export CSV" }).click();
  const [, ...lines] = (await readFile(await (await download).path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(
    `${email},${name},12 Main Street,,N1 9GU,London,GB,Shared lamp,${lamp.id},1,10.00`,
  );
  expect(lines[1]).toContain(`,'=Shared drum,${drum.id},1,20.00,4.00,24.00`);
});

test("one box finds an order by its number, by the e-mail and by the name of its buyer", async ({
  admin,
  store,
}) => {
  const { id } = await store.product({ name: "Wanted lamp", quantity: 10 });
  const wanted = { ...customer, email: "grace@example.com", name: "Grace Hopper" };
  const { number } = await store.cart([id], wanted);
  await store.cart([id], customer);
  await admin.goto("/admin/orders");
  const rows = admin.getByRole("table", { name: "Orders" }).getByRole("row");
  await expect(rows.nth(2)).toBeVisible();
  const box = admin.getByRole("textbox", { name: "Search by number, e-mail or name" });
  for (const text of [number, number.toLowerCase(), "Grace@example.com", "hopper"]) {
    await box.fill(text);
    await expect(admin).toHaveURL((url) => url.searchParams.get("q")?.includes(text) ?? false);
    await expect(rows).toHaveCount(2);
    await expect(rows.nth(1)).toContainText(number);
  }
  await admin.reload();
  await expect(box).toHaveValue("hopper");
  await expect(rows).toHaveCount(2);
  await box.fill("nobody@example.com");
  await expect(admin.getByRole("heading", { name: "No orders found" })).toBeVisible();
});

test("the customer of an order is shown whole, also while the order moves, and is erased after a question", async ({
  admin,
  store,
}) => {
  const { id } = await store.product({ name: "Sent lamp" });
  const { pk, number } = await store.cart([id], customer);
  await admin.goto(`/admin/orders/${pk}`);
  await expect(admin.getByRole("heading", { name: "Completed" })).toBeVisible();
  await expect(admin.getByRole("link", { name: email })).toBeVisible();
  await expect(admin.getByText("United Kingdom")).toBeVisible();
  await admin.getByRole("button", { name: "Erase customer data" }).click();
  const dialog = admin.getByRole("dialog", { name: `Erase the customer of order ${number}?` });
  await dialog.getByRole("button", { name: "Erase customer data" }).click();
  await expect(admin.getByText("This order has no customer data.")).toBeVisible();
  await admin.reload();
  await expect(admin.getByText("This order has no customer data.")).toBeVisible();
  expect((await store.find(pk)).customer).toBeNull();
});

test("the store cancels a pending order, and its buyer reads who did", async ({
  admin,
  orderPage,
  services,
  store,
}) => {
  const { id } = await store.product({ name: "Cancelled lamp" });
  await services.paymentConsumer.stop();
  try {
    const { pk, number } = await store.order(id, 1);
    await admin.goto(`/admin/orders/${pk}`);
    await admin.getByRole("button", { name: "Cancel order" }).click();
    const dialog = admin.getByRole("dialog", { name: `Cancel order ${number}?` });
    await dialog.getByRole("button", { name: "Cancel order" }).click();
    await expect(admin.getByText("The store cancelled it.")).toBeVisible();
    await expect(dialog).toBeHidden();
    await orderPage.open(pk);
    await expect(orderPage.step("Cancelled")).toContainText("The store cancelled it.");
  } finally {
    await services.paymentConsumer.start();
  }
});

test("an unknown order shows a not-found message", async ({ admin }) => {
  await admin.goto("/admin/orders/01J00000000000000000000000");
  await expect(admin.getByRole("heading", { name: "Order not found" })).toBeVisible();
});

test("payment down: the failure is shown, Try again retries, and the page recovers by itself", async ({
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
