import type { Browser, BrowserContext, Route } from "@playwright/test";
import { headlessShell } from "../../chromium";
import { CheckoutPage } from "../page-objects/checkout-page";
import { MyOrdersPage } from "../page-objects/my-orders-page";
import { OrderPage } from "../page-objects/order-page";
import { ProductPage } from "../page-objects/product-page";
import { buyer, expect, test } from "../test";

const orders = "**/api/payment/orders";

/** Two tabs of one browser with the same cart, both on checkout. */
async function twoTabs(context: BrowserContext, ...ids: string[]) {
  const first = await context.newPage();
  for (const id of ids) await new ProductPage(first).addToCart(id);
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
  const lamp = await store.product({ name: "Brass lamp" });
  const tabs = await twoTabs(context, product.id, lamp.id);
  const keys: string[] = [];
  context.on("request", (request) => {
    const key = request.headers()["idempotency-key"];
    if (key) keys.push(key);
  });
  // Both tabs must click before either learns of the other: each waits, with its thread blocked, until both are here.
  const waiting: Route[] = [];
  await context.route("**/together", async (route) => {
    waiting.push(route);
    if (waiting.length === tabs.length) await Promise.all(waiting.map((one) => one.fulfill()));
  });
  await Promise.all(
    tabs.map(({ checkout }) =>
      checkout.place.evaluate((button: HTMLElement) => {
        const together = new XMLHttpRequest();
        together.open("GET", "/together", false);
        together.send();
        button.click();
        button.click();
      }),
    ),
  );
  for (const { page } of tabs) await page.waitForURL(/\/orders\/./);
  expect(keys.length, "both tabs have ordered").toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(1);
  const [order] = await store.ordersOf(product.id);
  await store.settled(order?.pk ?? "");
  expect(await store.ordersOf(product.id)).toHaveLength(1);
  expect(await store.ordersOf(lamp.id)).toHaveLength(1);
});

test("an unconfirmed order of one tab is shown in the other, and can be cancelled there", async ({
  context,
  store,
}) => {
  const product = await store.product({ name: "Copper kettle" });
  await context.route(orders, (route) => route.abort());
  const [first, second] = await twoTabs(context, product.id);
  await first?.checkout.place.click();
  await expect(second?.checkout.unconfirmed ?? first!.checkout.unconfirmed).toContainText("Copper kettle");
  await second?.checkout.cancel.click();
  await expect(second!.checkout.notOrdered).toHaveText("Not ordered: You cancelled it.");
  await expect(first!.checkout.unconfirmed).toHaveCount(0);
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
  const checkout = new CheckoutPage(page);
  await checkout.fill(buyer);
  await checkout.loseAnswers(1);
  await checkout.place.click();
  await expect(new OrderPage(page).receipt).toContainText("Copper kettle");
  await page.getByRole("link", { name: "My orders" }).first().click();
  await expect(new MyOrdersPage(page).row("Copper kettle")).toBeVisible();
  expect(await store.ordersOf(product.id)).toHaveLength(1);
});

/** Plain http under a name that is not this machine's own, as in a LAN: no secure context. */
async function lanBrowser(browser: Browser): Promise<Browser> {
  return browser.browserType().launch({
    ...headlessShell,
    args: [...headlessShell.args, "--host-resolver-rules=MAP shop.lan 127.0.0.1"],
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
    await checkout.fill(buyer);
    await checkout.place.click();
    await page.waitForURL(/\/orders\/./);
    expect(await store.ordersOf(product.id)).toHaveLength(1);
  } finally {
    await lan.close();
  }
});
