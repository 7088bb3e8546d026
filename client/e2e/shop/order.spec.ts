import { expect, ownStream, test } from "../test";

test("the timeline moves from placed to completed by itself, and a reload shows the same", async ({
  page,
  orderPage,
  store,
}) => {
  const product = await store.product({ price: 5 });
  const { pk } = await store.order(product.id, 2);
  await orderPage.open(pk);
  await expect(orderPage.live).toBeVisible();
  await expect(orderPage.step("Placed")).toContainText(/\d:\d\d:\d\d/);
  await expect(orderPage.step("Stock reserved")).toContainText(/\d:\d\d:\d\d/);
  await expect(orderPage.step("Completed")).toContainText("$12.00 paid.");
  const shown = await orderPage.steps.allTextContents();
  await page.reload();
  await expect(orderPage.steps).toHaveCount(3);
  expect(await orderPage.steps.allTextContents()).toEqual(shown);
});

test("a rejected order says why, and that nothing was charged; it shows no amount", async ({
  page,
  orderPage,
  services,
  store,
}) => {
  const product = await store.product({ quantity: 2 });
  // Both are placed before either takes its units.
  await services.inventoryConsumer.stop();
  const first = await store.order(product.id, 2);
  const second = await store.order(product.id, 1);
  await services.inventoryConsumer.start();
  await store.settled(first.pk);
  await orderPage.open(second.pk);
  await expect(orderPage.step("Rejected")).toContainText("You were not charged.");
  await expect(orderPage.step("Rejected")).toContainText(/sold out|Fewer were left/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("We could not complete your order");
  await expect(page.getByRole("region", { name: "What you wanted" })).toContainText("Not charged");
  await expect(page.getByText(/\$/)).toHaveCount(0);
});

test("an order whose product goes away is refunded, live", async ({ page, orderPage, services, store }) => {
  const product = await store.product({ price: 10 });
  // Without its consumer the order waits, however long the page takes to open.
  await services.paymentConsumer.stop();
  try {
    const { pk } = await store.order(product.id, 1);
    await orderPage.open(pk);
    await expect(orderPage.live).toBeVisible();
    await store.reserved(product.id);
    await store.remove(product.id);
  } finally {
    await services.paymentConsumer.start();
  }
  await expect(orderPage.step("Refunded")).toContainText("$12.00 went back to you.");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Order refunded");
});

test("offline says so and misses nothing", async ({ page, context, orderPage, store }) => {
  const product = await store.product();
  const { pk } = await store.order(product.id, 1);
  await orderPage.open(pk);
  await expect(orderPage.live).toBeVisible();
  await context.setOffline(true);
  await expect(orderPage.reconnecting).toBeVisible();
  await expect(page.getByText("You are offline.")).toBeVisible();
  await store.settled(pk);
  await context.setOffline(false);
  await expect(orderPage.step("Completed")).toContainText("paid.");
  await expect(orderPage.live).toBeVisible();
});

test("a connection that is lost closes no way from the shop to the orders", async ({
  page,
  context,
  shop,
  myOrders,
  store,
}) => {
  await myOrders.openWith([(await store.order((await store.product({ name: "Cedar box" })).id, 1)).pk]);
  await expect(myOrders.row("Cedar box")).toBeVisible();
  await shop.open();
  const loaded = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .join(" "),
    );
  await expect.poll(loaded).toContain("/orders.index-");
  await context.setOffline(true);
  await page.getByRole("link", { name: "My orders" }).first().click();
  await expect(page.getByRole("heading", { name: "My orders" })).toBeVisible();
  await expect(page.getByText("You are offline.")).toBeVisible();
  await context.setOffline(false);
  await expect(myOrders.row("Cedar box")).toBeVisible();
});

test("a payment service that goes away leaves the order on the page, and it catches up", async ({
  page,
  orderPage,
  services,
  store,
}) => {
  const product = await store.product();
  const { pk } = await store.order(product.id, 1);
  await orderPage.open(pk);
  await expect(orderPage.step("Placed")).toBeVisible();
  await services.payment.stop();
  await expect(orderPage.reconnecting).toBeVisible();
  await services.payment.start();
  await expect(orderPage.step("Completed")).toContainText("paid.", { timeout: 20_000 });
  await expect(page.getByRole("alert")).toHaveCount(0, { timeout: 20_000 });
});

test("an unknown order is a page that says so", async ({ page, orderPage }) => {
  await orderPage.open("01J0000000000000000000000A");
  await expect(page.getByRole("heading", { name: "There is no such order" })).toBeVisible();
});

test("an order that cannot be loaded is there after Try again", async ({ page, orderPage, store }) => {
  await ownStream(page);
  const { pk } = await store.order((await store.product()).id, 1);
  const path = "**/api/payment/**";
  await page.route(path, (route) => route.abort());
  await orderPage.open(pk);
  await expect(page.getByRole("alert")).toContainText("cannot be shown right now");
  await page.unroute(path);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(orderPage.step("Placed")).toBeVisible();
});
