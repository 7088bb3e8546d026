import { expect, test } from "../test";

// A request is given up after 15 s; then the next waits.
const afterTimeout = { timeout: 25_000 };
const name = "Copper kettle";

test("a payment service that hangs during ordering: unconfirmed, then ordered once", async ({
  page,
  atCheckout,
  checkout,
  myOrders,
  services,
  store,
}) => {
  test.setTimeout(120_000);
  const { id } = await atCheckout({ name });
  services.payment.pause();
  try {
    await checkout.place.click();
    await expect(checkout.unknown).toBeVisible(afterTimeout);
    await expect(checkout.notOrdered).toHaveCount(0);
    await page.goto("/orders");
    await expect(checkout.unconfirmed).toContainText(name);
    await expect(page.getByText("No orders yet")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Show" }), "it is shown here").toHaveCount(0);
  } finally {
    services.payment.resume();
  }
  await expect(myOrders.row(name)).toBeVisible(afterTimeout);
  await expect(checkout.unconfirmed).toHaveCount(0);
  expect(await store.ordersOf(id)).toHaveLength(1);
});

test("a lost answer: retried by itself with the same key", async ({
  atCheckout,
  productPage,
  checkout,
  orderPage,
  store,
}) => {
  const { id } = await atCheckout({ name });
  await checkout.loseAnswers(1);
  await checkout.place.click();
  await expect(orderPage.receipt).toContainText(name);
  await expect(productPage.cartButton).toHaveAccessibleName("Cart, 0 items");
  expect(await store.ordersOf(id)).toHaveLength(1);
});

test("an unconfirmed order is retried after a reload", async ({
  page,
  atCheckout,
  checkout,
  myOrders,
  store,
}) => {
  const { id } = await atCheckout({ name });
  await checkout.loseAnswers();
  await checkout.place.click();
  await expect(checkout.unknown).toBeVisible();
  await checkout.loseNothing();
  await page.goto("/");
  await expect(page.getByText(/^Your order [0-9A-Z]{4}-[0-9A-Z]{4} was placed\.$/)).toBeVisible();
  await page.goto("/orders");
  await expect(myOrders.row(name)).toBeVisible();
  expect(await store.ordersOf(id)).toHaveLength(1);
});

test("after ten minutes the buyer decides about a retry, also after a reload", async ({
  page,
  atCheckout,
  checkout,
  orderPage,
  store,
}) => {
  await page.clock.install();
  const { id } = await atCheckout({ name });
  const sent = await checkout.loseOrders();
  await checkout.place.click();
  await expect(checkout.cancel).toBeVisible();
  expect(await checkout.retry.count()).toBe(0);
  await page.clock.fastForward("11:00");
  await expect(checkout.retry).toBeVisible();
  await page.reload();
  await expect(checkout.retry).toBeVisible();
  const sentBefore = sent.length;
  await page.clock.runFor(60_000);
  expect(sent, "nothing is sent without the buyer").toHaveLength(sentBefore);

  await checkout.loseNothing();
  await checkout.retry.click();
  await page.clock.runFor(1_000);
  await expect(orderPage.receipt).toContainText(name);
  expect(await store.ordersOf(id)).toHaveLength(1);
});

test("a cancellation is confirmed by the shop before “not ordered” is shown, and a late order changes nothing", async ({
  page,
  atCheckout,
  productPage,
  checkout,
  store,
}) => {
  const { id } = await atCheckout({ name });
  const late = await checkout.loseOrders();
  await page.route("**/api/payment/orders/abandon", (route) => route.abort());
  await checkout.place.click();
  await checkout.cancel.click();
  await expect(checkout.unconfirmed).toContainText("It may still be placed until the shop confirms.");
  await expect(checkout.notOrdered).toHaveCount(0);

  await page.unroute("**/api/payment/orders/abandon");
  await expect(checkout.notOrdered).toHaveText("Not ordered: You cancelled it.", afterTimeout);
  await expect(productPage.cartButton).toHaveAccessibleName("Cart, 1 item");
  // The first request arrives after all.
  const [first] = late;
  const { status } = await store.orderWithKey(first?.body ?? "", first?.key ?? "");
  expect(status).toBe("cancelled");
  await checkout.loseNothing();
  await checkout.place.click();
  await page.waitForURL(/\/orders\/./);
  const placed = await store.ordersOf(id);
  expect(placed.map((one) => one.status).filter((one) => one !== "cancelled")).toHaveLength(1);
});

test("cancelling an order that had arrived shows the order", async ({
  page,
  atCheckout,
  checkout,
  orderPage,
  store,
}) => {
  const { id } = await atCheckout({ name });
  await checkout.loseAnswers();
  await checkout.place.click();
  await checkout.cancel.click();
  await expect(orderPage.receipt).toContainText(name);
  await expect(
    page.getByText("The order was placed before it could be cancelled, so you have bought it."),
  ).toBeVisible();
  await expect(checkout.notOrdered).toHaveCount(0);
  expect(await store.ordersOf(id)).toHaveLength(1);
});

test("a lost answer of a rejected order is not a purchase, and ordering again is a new order", async ({
  page,
  atCheckout,
  checkout,
  orderPage,
  services,
  store,
}) => {
  const { id } = await atCheckout({ name, quantity: 2 });
  // Somebody else's order comes first, but its units are not taken yet.
  await services.inventoryConsumer.stop();
  await store.order(id, 2);
  await checkout.loseAnswers();
  await checkout.place.click();
  await expect(checkout.unknown).toBeVisible();
  await services.inventoryConsumer.start();
  const mine = () => store.ordersOf(id).then((all) => all.filter((one) => one.quantity === 1));
  await expect.poll(async () => (await mine())[0]?.status).toBe("rejected");
  await checkout.loseNothing();
  await expect(checkout.notOrdered).toHaveText(`Not ordered: ${name} sold out a moment ago.`, afterTimeout);
  await store.edit(id, { quantity: 5 });
  await checkout.place.click();
  await page.waitForURL(/\/orders\/./);
  await expect(orderPage.step("Placed")).toBeVisible();
  const [old] = (await mine()).filter((one) => one.status === "rejected");
  expect(orderPage.pk).not.toBe(old?.pk);
});

test("more can be bought while an order is unconfirmed, and each order has its own key", async ({
  page,
  atCheckout,
  productPage,
  checkout,
  store,
}) => {
  const { id } = await atCheckout({ name });
  const lost = await checkout.loseOrders(({ body }) => body.includes(id));
  await checkout.place.click();
  await expect(checkout.unknown).toBeVisible();
  const drum = await store.product({ name: "Clay drum" });
  await productPage.addToCart(drum.id);
  await expect(page.getByText("We are checking whether your order was placed.")).toBeVisible();
  await checkout.open();
  const sent = page.waitForRequest((request) => request.postData()?.includes(drum.id) ?? false);
  await checkout.place.click();
  expect((await sent).headers()["idempotency-key"]).not.toBe(lost[0]?.key);
  await expect(page.getByRole("alert").filter({ hasText: /^Your order .* was placed\./ })).toBeVisible();
  await expect(checkout.unconfirmed).toContainText(name);
});

test("a cart of several products is one unconfirmed order", async ({
  productPage,
  atCheckout,
  checkout,
  orderPage,
  store,
}) => {
  const lamp = await store.product({ name: "Brass lamp" });
  await productPage.addToCart(lamp.id);
  await atCheckout({ name });
  const sent = await checkout.loseOrders();
  await checkout.place.click();
  await expect(checkout.unconfirmed).toContainText("Brass lamp");
  await expect(checkout.unconfirmed).toContainText(name);
  await expect(checkout.cancel).toHaveCount(1);
  await expect.poll(() => sent.length).toBeGreaterThan(1);
  await checkout.loseNothing();
  await expect(orderPage.products).toHaveCount(2);
  expect(new Set(sent.map(({ key }) => key)).size, "one key for all requests").toBe(1);
  expect(await store.ordersOf(lamp.id)).toHaveLength(1);
});
