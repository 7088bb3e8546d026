import type { Browser, BrowserContext } from "@playwright/test";
import { CheckoutPage } from "../page-objects/checkout-page";
import { MyOrdersPage } from "../page-objects/my-orders-page";
import { ProductPage } from "../page-objects/product-page";
import { expect, test } from "../test";

const orders = "**/api/payment/orders";

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
  await new CheckoutPage(page).loseAnswers(1);
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
