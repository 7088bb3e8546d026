import type { Browser, BrowserContext, Page } from "@playwright/test";
import { CheckoutPage } from "../page-objects/checkout-page";
import { MyOrdersPage } from "../page-objects/my-orders-page";
import { ProductPage } from "../page-objects/product-page";
import { expect, test } from "../test";

// A request is given up after 15 s; then the next waits.
const afterTimeout = { timeout: 25_000 };
const notKnown = "We do not know yet whether this was ordered";
const orders = "**/api/payment/orders";

/** The order arrives, its answer does not. */
async function loseAnswers(page: Page, times = 1) {
  await page.route(
    orders,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times },
  );
}

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
  page,
  productPage,
  checkout,
  store,
}) => {
  const product = await store.product({ name: "Copper kettle" });
  await productPage.addToCart(product.id);
  await checkout.open();
  await loseAnswers(page);
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
  await loseAnswers(page, 100);
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
  await loseAnswers(page, 100);
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

/** Two tabs of one browser with the same cart, both on checkout. */
async function twoTabs(context: BrowserContext, id: string) {
  const first = await context.newPage();
  await new ProductPage(first).addToCart(id);
  const second = await context.newPage();
  const tabs = [first, second].map((page) => ({ page, checkout: new CheckoutPage(page) }));
  for (const { checkout } of tabs) {
    await checkout.open();
    await expect(checkout.place).toBeEnabled();
  }
  return tabs;
}

test("two tabs that order at once make one order", async ({ context, store }) => {
  const product = await store.product({ name: "Copper kettle" });
  const tabs = await twoTabs(context, product.id);
  const keys: string[] = [];
  context.on("request", (request) => {
    const key = request.headers()["idempotency-key"];
    if (key) keys.push(key);
  });
  const moment = Date.now() + 1_000;
  await Promise.all(
    tabs.map(({ checkout }) =>
      checkout.place.evaluate((button: HTMLElement, at) => {
        // Neither tab hears of the other before it clicks.
        while (Date.now() < at);
        button.click();
        button.click();
      }, moment),
    ),
  );
  for (const { page } of tabs) await page.waitForURL(/\/orders\/./);
  expect(keys.length, "both tabs have ordered").toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(1);
  const [order] = await store.ordersOf(product.id);
  await store.settled(order?.pk ?? "");
  expect(await store.ordersOf(product.id)).toHaveLength(1);
});

test("what is not known in one tab is in the other, and is given up from there", async ({
  context,
  store,
}) => {
  const product = await store.product({ name: "Copper kettle" });
  await context.route(orders, (route) => route.abort());
  const [first, second] = await twoTabs(context, product.id);
  await first?.checkout.place.click();
  await expect(second?.checkout.waiting ?? first!.checkout.waiting).toContainText("Copper kettle");
  await second?.checkout.giveUp.click();
  await expect(second!.checkout.line("Copper kettle")).toContainText("Not ordered: You gave it up.");
  await expect(first!.checkout.waiting).toHaveCount(0);
  await expect(first!.checkout.line("Copper kettle")).toBeVisible();
  expect((await store.ordersOf(product.id)).map((one) => one.status)).toEqual(["cancelled"]);
});

test("buying works with cookies blocked, for the visit", async ({ page, shop, productPage, store }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("Access is denied for this document.", "SecurityError");
      },
    });
  });
  await store.clear();
  const product = await store.product({ name: "Copper kettle" });
  await shop.open();
  await page.getByRole("button", { name: /^Use the .* theme$/ }).click();
  await shop.card("Copper kettle").getByRole("link").click();
  await productPage.add.click();
  await productPage.cart.getByRole("link", { name: "Go to checkout" }).click();
  await loseAnswers(page);
  await new CheckoutPage(page).place.click();
  await expect(new CheckoutPage(page).placed).toContainText("Copper kettle");
  await page.getByRole("link", { name: "My orders" }).first().click();
  await expect(new MyOrdersPage(page).row("Copper kettle")).toBeVisible();
  expect(await store.ordersOf(product.id)).toHaveLength(1);
});

/** Plain http under a name that is not this machine's own, as in a LAN: no secure context. */
async function lanBrowser(browser: Browser): Promise<Browser> {
  return browser.browserType().launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--host-resolver-rules=MAP shop.lan 127.0.0.1"],
  });
}

test("buying works on plain http at a name of the LAN", async ({ browser, services, store }) => {
  const product = await store.product({ name: "Copper kettle" });
  const lan = await lanBrowser(browser);
  try {
    const page = await lan.newPage({ baseURL: services.shopUrl.replace("127.0.0.1", "shop.lan") });
    await page.goto("/");
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await new ProductPage(page).addToCart(product.id);
    const checkout = new CheckoutPage(page);
    await checkout.open();
    await checkout.place.click();
    await page.waitForURL(/\/orders\/./);
    expect(await store.ordersOf(product.id)).toHaveLength(1);
  } finally {
    await lan.close();
  }
});
