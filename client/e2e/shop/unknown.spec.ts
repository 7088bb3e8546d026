import { expect, test } from "../test";

// A request is given up after 15 s; then the next waits.
const afterTimeout = { timeout: 25_000 };
const name = "Copper kettle";

test("a payment service that hangs while ordering: not known, then ordered once", async ({
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
    await expect(checkout.waiting).toContainText(name);
    await expect(page.getByText("No orders yet")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Show" }), "it is shown here").toHaveCount(0);
  } finally {
    services.payment.resume();
  }
  await expect(myOrders.row(name)).toBeVisible(afterTimeout);
  await expect(checkout.waiting).toHaveCount(0);
  expect(await store.ordersOf(id)).toHaveLength(1);
});

test("an answer that is lost on the way: asked again by itself with the same key", async ({
  atCheckout,
  productPage,
  checkout,
  store,
}) => {
  const { id } = await atCheckout({ name });
  await checkout.loseAnswers(1);
  await checkout.place.click();
  await expect(checkout.placed).toContainText(name);
  await expect(productPage.cartButton).toHaveAccessibleName("Cart, 0 items");
  expect(await store.ordersOf(id)).toHaveLength(1);
});

test("a reload while it is not known keeps asking", async ({
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
  await expect(page.getByText(`Your order for ${name} was placed.`)).toBeVisible();
  await page.goto("/orders");
  await expect(myOrders.row(name)).toBeVisible();
  expect(await store.ordersOf(id)).toHaveLength(1);
});

test("after ten minutes the buyer is asked first, also after a reload", async ({
  page,
  atCheckout,
  checkout,
  store,
}) => {
  await page.clock.install();
  const { id } = await atCheckout({ name });
  const sent = await checkout.loseOrders();
  await checkout.place.click();
  await expect(checkout.giveUp).toBeVisible();
  expect(await checkout.askAgain.count()).toBe(0);
  await page.clock.fastForward("11:00");
  await expect(checkout.askAgain).toBeVisible();
  await page.reload();
  await expect(checkout.askAgain).toBeVisible();
  const sentBefore = sent.length;
  await page.clock.runFor(60_000);
  expect(sent, "nothing is sent without the buyer").toHaveLength(sentBefore);

  await checkout.loseNothing();
  await checkout.askAgain.click();
  await page.clock.runFor(1_000);
  await expect(checkout.placed).toContainText(name);
  expect(await store.ordersOf(id)).toHaveLength(1);
});

test("giving up is a request: only its answer says “not ordered”, and the late order changes nothing", async ({
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
  await checkout.giveUp.click();
  await expect(checkout.waiting).toContainText("Until the shop answers, it may still be ordered.");
  await expect(checkout.notOrdered).toHaveCount(0);

  await page.unroute("**/api/payment/orders/abandon");
  await expect(checkout.line(name)).toContainText("Not ordered: You gave it up.", afterTimeout);
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

test("giving up an order that had arrived shows the order", async ({ atCheckout, checkout, store }) => {
  const { id } = await atCheckout({ name });
  await checkout.loseAnswers();
  await checkout.place.click();
  await checkout.giveUp.click();
  await expect(checkout.placed).toContainText(name);
  await expect(checkout.placed).toContainText("It was placed before you gave it up, so you have bought it.");
  await expect(checkout.notOrdered).toHaveCount(0);
  expect(await store.ordersOf(id)).toHaveLength(1);
});

test("a lost answer of an order that was rejected is no purchase, and ordering again is a new order", async ({
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
  await expect(checkout.line(name)).toContainText("Not ordered: This sold out a moment ago.", afterTimeout);
  await store.edit(id, { quantity: 5 });
  await checkout.place.click();
  await page.waitForURL(/\/orders\/./);
  await expect(orderPage.step("Placed")).toBeVisible();
  const [old] = (await mine()).filter((one) => one.status === "rejected");
  expect(orderPage.pk).not.toBe(old?.pk);
});

test("the other lines can be bought while one is not known", async ({
  page,
  atCheckout,
  productPage,
  checkout,
  store,
}) => {
  const { id } = await atCheckout({ name });
  await checkout.loseOrders(({ body }) => body.includes(id));
  await checkout.place.click();
  await expect(checkout.unknown).toBeVisible();
  await productPage.addToCart((await store.product({ name: "Clay drum" })).id);
  await expect(page.getByText("We do not know yet whether your order was placed.")).toBeVisible();
  await checkout.open();
  await checkout.place.click();
  await expect(checkout.placed).toContainText("Clay drum");
  await expect(checkout.waiting).toContainText(name);
});
