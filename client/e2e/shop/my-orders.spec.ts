import { expect, test } from "../test";

test("without orders the page explains what will appear", async ({ page, myOrders }) => {
  await myOrders.openWith([]);
  await expect(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
});

test("orders are newest first, and their badges are live", async ({ myOrders, store }) => {
  const lamp = await store.product({ name: "Brass lamp" });
  const drum = await store.product({ name: "Clay drum" });
  const first = await store.order(lamp.id, 1);
  const second = await store.order(drum.id, 1);
  await myOrders.openWith([second.pk, first.pk]);
  await expect(myOrders.rows).toHaveCount(2);
  await expect(myOrders.rows.first()).toContainText("Clay drum");
  await expect(myOrders.row("Clay drum")).toContainText("Paid");
  await expect(myOrders.row("Brass lamp")).toContainText("Paid");
});

test("the status filter lives in the address", async ({ page, myOrders, store }) => {
  const kept = await store.product({ name: "Brass lamp" });
  const gone = await store.product({ name: "Cedar box" });
  const completed = await store.order(kept.id, 1);
  const refunded = await store.order(gone.id, 1);
  await expect.poll(async () => (await store.find(refunded.pk)).timeline.length).toBeGreaterThan(1);
  await store.remove(gone.id);
  await expect.poll(async () => (await store.find(refunded.pk)).status).toBe("refunded");
  await store.settled(completed.pk);

  await myOrders.openWith([refunded.pk, completed.pk]);
  await myOrders.filter("Refunded").click();
  await expect(page).toHaveURL(/status=refunded/);
  await expect(myOrders.rows).toHaveCount(1);
  await page.reload();
  await expect(myOrders.row("Cedar box")).toContainText("Refunded");
  await expect(myOrders.filter("Refunded")).toHaveAttribute("aria-current", "page");
  await myOrders.filter("Rejected").click();
  await expect(page.getByRole("heading", { name: "No orders are “Rejected”" })).toBeVisible();
  await page.goBack();
  await expect(myOrders.rows).toHaveCount(1);
});

test("an order placed in this browser is listed", async ({
  page,
  productPage,
  checkout,
  myOrders,
  store,
}) => {
  const product = await store.product({ name: "Olive board" });
  await productPage.addToCart(product.id);
  await checkout.open();
  await checkout.place.click();
  await page.waitForURL(/\/orders\/./);
  await page.getByRole("link", { name: "My orders" }).first().click();
  await expect(myOrders.row("Olive board")).toBeVisible();
});

test("an order of several products is one row, with its number and the units of all", async ({
  myOrders,
  store,
}) => {
  const lamp = await store.product({ name: "Brass lamp" });
  const drum = await store.product({ name: "Clay drum" });
  const { pk, number } = await store.cart([lamp.id, drum.id]);
  await myOrders.openWith([pk]);
  await expect(myOrders.rows).toHaveCount(1);
  await expect(myOrders.row("Brass lamp and 1 more")).toContainText(`${number} · Quantity 2`);
  await expect(myOrders.row("Brass lamp and 1 more")).toContainText("$48.00");
});

test("orders that cannot be loaded are reported, and appear when the service is back", async ({
  page,
  myOrders,
  services,
  store,
}) => {
  const { pk } = await store.order((await store.product({ name: "Olive board" })).id, 1);
  await services.payment.stop();
  try {
    await myOrders.openWith([pk]);
    const alert = page.getByRole("alert").filter({ hasText: "Your orders cannot be shown right now" });
    await expect(alert).toBeVisible();
    await expect(alert.getByRole("button", { name: "Try again" })).toBeVisible();
  } finally {
    await services.payment.start();
  }
  await expect(myOrders.row("Olive board")).toBeVisible({ timeout: 20_000 });
});

test("a rejected order shows no amount as if it were paid", async ({ myOrders, services, store }) => {
  const product = await store.product({ name: "Olive board", quantity: 2 });
  await services.inventoryConsumer.stop();
  const first = await store.order(product.id, 2);
  const second = await store.order(product.id, 1);
  await services.inventoryConsumer.start();
  await store.settled(first.pk);
  await store.settled(second.pk);
  await myOrders.openWith([second.pk, first.pk]);
  await expect(myOrders.row("Paid")).toContainText("$48.00");
  await expect(myOrders.row("Rejected")).toContainText("Not charged");
  await expect(myOrders.row("Rejected")).not.toContainText("$");
});
