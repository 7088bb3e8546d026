import { expect, test } from "../test";

// A request is given up after 15 s; then the next waits.
const afterTimeout = { timeout: 25_000 };
const notKnown = "We do not know yet whether this was ordered";
const orders = "**/api/payment/orders";

test("a payment service that hangs while ordering: not known, then ordered once", async ({
  page,
  productPage,
  checkout,
  myOrders,
  services,
  store,
}) => {
  test.setTimeout(120_000);
  const product = await store.product({ name: "Copper kettle" });
  await productPage.addToCart(product.id);
  await checkout.open();
  await expect(checkout.place).toBeEnabled();
  services.payment.pause();
  try {
    await checkout.place.click();
    await expect(page.getByRole("heading", { name: notKnown })).toBeVisible(afterTimeout);
    await expect(page.getByText("Not ordered")).toHaveCount(0);
    await page.goto("/orders");
    await expect(checkout.waiting).toContainText("Copper kettle");
  } finally {
    services.payment.resume();
  }
  await expect(myOrders.row("Copper kettle")).toBeVisible(afterTimeout);
  await expect(checkout.waiting).toHaveCount(0);
  expect(await store.ordersOf(product.id)).toHaveLength(1);
});

test("an answer that is lost on the way: asked again by itself with the same key", async ({
  productPage,
  checkout,
  store,
}) => {
  const product = await store.product({ name: "Copper kettle" });
  await productPage.addToCart(product.id);
  await checkout.open();
  await checkout.loseAnswers();
  await checkout.place.click();
  await expect(checkout.placed).toContainText("Copper kettle");
  await expect(productPage.cartButton).toHaveAccessibleName("Cart, 0 items");
  expect(await store.ordersOf(product.id)).toHaveLength(1);
});

test("a reload while it is not known keeps asking", async ({
  page,
  productPage,
  checkout,
  myOrders,
  store,
}) => {
  const product = await store.product({ name: "Copper kettle" });
  await productPage.addToCart(product.id);
  await checkout.open();
  await checkout.loseAnswers(100);
  await checkout.place.click();
  await expect(page.getByRole("heading", { name: notKnown })).toBeVisible();
  await page.unroute(orders);
  await page.goto("/");
  await expect(page.getByText("Your order for Copper kettle was placed.")).toBeVisible();
  await page.goto("/orders");
  await expect(myOrders.row("Copper kettle")).toBeVisible();
  expect(await store.ordersOf(product.id)).toHaveLength(1);
});

test("after ten minutes the buyer is asked first, also after a reload", async ({
  page,
  productPage,
  checkout,
  store,
}) => {
  const product = await store.product({ name: "Copper kettle" });
  await productPage.addToCart(product.id);
  await page.clock.install();
  await checkout.open();
  await expect(checkout.place).toBeEnabled();
  let sent = 0;
  await page.route(orders, (route) => {
    sent++;
    return route.abort();
  });
  await checkout.place.click();
  await expect(checkout.giveUp).toBeVisible();
  expect(await checkout.askAgain.count()).toBe(0);
  await page.clock.fastForward("11:00");
  await expect(checkout.askAgain).toBeVisible();
  await page.reload();
  await expect(checkout.askAgain).toBeVisible();
  const sentBefore = sent;
  await page.clock.runFor(60_000);
  expect(sent, "nothing is sent without the buyer").toBe(sentBefore);

  await page.unroute(orders);
  await checkout.askAgain.click();
  await page.clock.runFor(1_000);
  await expect(checkout.placed).toContainText("Copper kettle");
  expect(await store.ordersOf(product.id)).toHaveLength(1);
});

test("giving up is a request: only its answer says “not ordered”, and the late order changes nothing", async ({
  page,
  productPage,
  checkout,
  store,
}) => {
  const product = await store.product({ name: "Copper kettle" });
  await productPage.addToCart(product.id);
  await checkout.open();
  const late: { key: string; body: string }[] = [];
  await page.route(orders, async (route) => {
    late.push({
      key: (await route.request().headerValue("idempotency-key")) ?? "",
      body: route.request().postData() ?? "",
    });
    await route.abort();
  });
  await page.route("**/api/payment/orders/abandon", (route) => route.abort());
  await checkout.place.click();
  await checkout.giveUp.click();
  await expect(checkout.waiting).toContainText("Until the shop answers, it may still be ordered.");
  await expect(page.getByText("Not ordered")).toHaveCount(0);

  await page.unroute("**/api/payment/orders/abandon");
  await expect(checkout.line("Copper kettle")).toContainText("Not ordered: You gave it up.", afterTimeout);
  await expect(productPage.cartButton).toHaveAccessibleName("Cart, 1 item");
  // The first request arrives after all.
  const [first] = late;
  const { status } = await store.orderWithKey(first?.body ?? "", first?.key ?? "");
  expect(status).toBe("cancelled");
  await page.unroute(orders);
  await checkout.place.click();
  await page.waitForURL(/\/orders\/./);
  const placed = await store.ordersOf(product.id);
  expect(placed.map((one) => one.status).filter((one) => one !== "cancelled")).toHaveLength(1);
});

test("giving up an order that had arrived shows the order", async ({
  page,
  productPage,
  checkout,
  store,
}) => {
  const product = await store.product({ name: "Copper kettle" });
  await productPage.addToCart(product.id);
  await checkout.open();
  await page.route(orders, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await checkout.place.click();
  await checkout.giveUp.click();
  await expect(checkout.placed).toContainText("Copper kettle");
  await expect(page.getByText("Not ordered")).toHaveCount(0);
  expect(await store.ordersOf(product.id)).toHaveLength(1);
});

test("a lost answer of an order that was rejected is no purchase, and ordering again is a new order", async ({
  page,
  productPage,
  checkout,
  orderPage,
  services,
  store,
}) => {
  const product = await store.product({ name: "Copper kettle", quantity: 2 });
  await productPage.addToCart(product.id);
  await checkout.open();
  await expect(checkout.place).toBeEnabled();
  // Somebody else's order comes first, but its units are not taken yet.
  await services.inventoryConsumer.stop();
  await store.order(product.id, 2);
  await checkout.loseAnswers(100);
  await checkout.place.click();
  await expect(page.getByRole("heading", { name: notKnown })).toBeVisible();
  await services.inventoryConsumer.start();
  const mine = () => store.ordersOf(product.id).then((all) => all.filter((one) => one.quantity === 1));
  await expect.poll(async () => (await mine())[0]?.status).toBe("rejected");
  await page.unroute(orders);
  await expect(checkout.line("Copper kettle")).toContainText(
    "Not ordered: This sold out a moment ago.",
    afterTimeout,
  );
  await store.edit(product.id, { quantity: 5 });
  await checkout.place.click();
  await page.waitForURL(/\/orders\/./);
  await expect(orderPage.step("Placed")).toBeVisible();
  const [old] = (await mine()).filter((one) => one.status === "rejected");
  expect(orderPage.pk).not.toBe(old?.pk);
});

test("the other lines can be bought while one is not known", async ({
  page,
  productPage,
  checkout,
  store,
}) => {
  const kettle = await store.product({ name: "Copper kettle" });
  await productPage.addToCart(kettle.id);
  await checkout.open();
  await page.route(orders, async (route) => {
    const { id } = route.request().postDataJSON() as { id: string };
    return id === kettle.id ? route.abort() : route.continue();
  });
  await checkout.place.click();
  await expect(page.getByRole("heading", { name: notKnown })).toBeVisible();
  await productPage.addToCart((await store.product({ name: "Clay drum" })).id);
  await expect(page.getByText("We do not know yet whether your order was placed.")).toBeVisible();
  await checkout.open();
  await checkout.place.click();
  await expect(checkout.placed).toContainText("Clay drum");
  await expect(checkout.waiting).toContainText("Copper kettle");
});
