import { expect, ownStream, test, testWith } from "../test";

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
  await expect(orderPage.step("Paid")).toContainText("$12.00 paid.");
  const shown = await orderPage.steps.allTextContents();
  await page.reload();
  await expect(orderPage.steps).toHaveCount(3);
  expect(await orderPage.steps.allTextContents()).toEqual(shown);
});

test("a rejected order shows the reason and that nothing was charged; it shows no amount", async ({
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
  await expect(page.getByRole("region", { name: "Order details" })).toContainText("Not charged");
  await expect(page.getByText(/\$/)).toHaveCount(0);
});

test("an order of a deleted product is refunded, live", async ({ page, orderPage, services, store }) => {
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
  await expect(orderPage.step("Refunded")).toContainText("We refunded $12.00.");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Order refunded");
});

// The settle delay is the time to delete a reserved product in.
testWith({ SOUK_SETTLE_DELAY: "5s" })(
  "each line shows what became of it; a product deleted before it left the stock is refunded alone",
  async ({ orderPage, services, store }) => {
    const lamp = await store.product({ name: "Brass lamp", price: 10 });
    const drum = await store.product({ name: "Clay drum", price: 20 });
    // Without its consumer the order waits, however long the page takes to open.
    await services.paymentConsumer.stop();
    try {
      const { pk } = await store.cart([lamp.id, drum.id]);
      await orderPage.open(pk);
      await expect(orderPage.products).toHaveText([/Reserving stock…/, /Reserving stock…/]);
      await expect(orderPage.live).toBeVisible();
    } finally {
      await services.paymentConsumer.start();
    }
    await store.reserved(drum.id);
    await store.remove(drum.id);
    await expect(orderPage.step("Paid")).toContainText("$36.00 paid.");
    await expect(orderPage.products).toHaveText([
      /Brass lamp.*\$12\.00.*fee$/,
      /Clay drum.*\$24\.00.*Refunded$/,
    ]);
    await expect(orderPage.receipt.getByRole("definition")).toHaveText(["$36.00", "$24.00", "$12.00"]);
  },
);

testWith({ SOUK_SETTLE_DELAY: "600s" })(
  "a pending order is cancelled after a question, live, and its units go back",
  async ({ page, orderPage, store }) => {
    const lamp = await store.product({ name: "Brass lamp", quantity: 3 });
    const drum = await store.product({ name: "Clay drum", quantity: 3 });
    const { pk } = await store.cart([lamp.id, drum.id]);
    await orderPage.open(pk);
    await expect(orderPage.products).toHaveText([/Reserved/, /Reserved/]);
    await orderPage.cancel.click();
    await expect(orderPage.cancelling.getByRole("button", { name: "Keep order" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(orderPage.cancelling).toBeHidden();
    await expect(orderPage.cancel).toBeFocused();
    await page.keyboard.press("Enter");
    await orderPage.cancelling.getByRole("button", { name: "Cancel order" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Order cancelled");
    await expect(orderPage.headline).toBeFocused();
    await expect(orderPage.headline).toBeInViewport();
    await expect(orderPage.step("Cancelled")).toContainText("You cancelled it. You were not charged.");
    await expect(orderPage.cancel).toHaveCount(0);
    for (const { id } of [lamp, drum]) await expect.poll(() => store.available(id)).toBe(3);
  },
);

test("an order that was paid meanwhile is not cancelled, and the dialog says why", async ({
  page,
  orderPage,
  store,
}) => {
  await ownStream(page);
  const { pk } = await store.order((await store.product()).id, 1);
  const pending = await store.find(pk);
  // The page has not learned yet that the order is paid.
  await page.route(`**/api/payment/orders/${pk}*`, (route) => route.fulfill({ json: pending }));
  await page.route(`**/api/payment/orders/${pk}/events`, (route) => route.abort());
  await orderPage.open(pk);
  await orderPage.cancel.click();
  await store.settled(pk);
  await orderPage.cancelling.getByRole("button", { name: "Cancel order" }).click();
  await expect(orderPage.cancelling.getByRole("alert")).toHaveText(
    "It was paid a moment ago, so it can no longer be cancelled.",
  );
  await page.unroute(`**/api/payment/orders/${pk}*`);
  await page.keyboard.press("Escape");
  await expect(orderPage.step("Paid")).toBeVisible();
});

test("an offline page says so and misses nothing", async ({ page, context, orderPage, store }) => {
  const product = await store.product();
  const { pk } = await store.order(product.id, 1);
  await orderPage.open(pk);
  await expect(orderPage.live).toBeVisible();
  await context.setOffline(true);
  await expect(orderPage.reconnecting).toBeVisible();
  await expect(page.getByText("You are offline.")).toBeVisible();
  await store.settled(pk);
  await context.setOffline(false);
  await expect(orderPage.step("Paid")).toContainText("paid.");
  await expect(orderPage.live).toBeVisible();
});

test("the orders page opens after the connection was lost", async ({
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

test("the order stays on the page while payment is down, and catches up", async ({
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
  await expect(orderPage.step("Paid")).toContainText("paid.", { timeout: 20_000 });
  await expect(page.getByRole("alert")).toHaveCount(0, { timeout: 20_000 });
});

test("an unknown order shows a not-found page", async ({ page, orderPage }) => {
  await orderPage.open("01J0000000000000000000000A");
  await expect(page.getByRole("heading", { name: "Order not found" })).toBeVisible();
});

test("an order that could not be loaded appears after Try again", async ({ page, orderPage, store }) => {
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
