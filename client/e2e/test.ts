import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Locator, type Page } from "@playwright/test";
import type { Product } from "../src/lib/api-client";
import { CheckoutPage } from "./page-objects/checkout-page";
import { MyOrdersPage } from "./page-objects/my-orders-page";
import { OrderPage } from "./page-objects/order-page";
import { ProductPage } from "./page-objects/product-page";
import { ShopPage } from "./page-objects/shop-page";
import { adminToken, startServices, type Services } from "./services";
import { Store, type NewProduct } from "./store";

type Pages = {
  store: Store;
  shop: ShopPage;
  productPage: ProductPage;
  checkout: CheckoutPage;
  orderPage: OrderPage;
  myOrders: MyOrdersPage;
  /** One unit of a new product is in the cart, and the checkout is open and ready. */
  atCheckout: (product?: NewProduct) => Promise<Product>;
  /** Console errors; each test ends with none but those that it expects. */
  complaints: string[];
};

// Chromium itself reports every refused or broken request; those are the subject of the tests, not faults of the page.
const ofTheNetwork = /Failed to load resource|net::ERR_/;

export const test = base.extend<Pages, { settings: Record<string, string>; services: Services }>({
  settings: [{}, { scope: "worker" }],
  services: [
    async ({ settings }, use) => {
      const services = await startServices({ SOUK_ADMIN_TOKEN: adminToken, ...settings });
      await use(services);
      await services.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ services }, use) => use(services.shopUrl),
  store: async ({ services }, use) => use(new Store(services)),
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error" && !ofTheNetwork.test(message.text())) complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints, "errors on the console").toEqual([]);
    },
    { auto: true },
  ],
  shop: async ({ page }, use) => use(new ShopPage(page)),
  productPage: async ({ page }, use) => use(new ProductPage(page)),
  checkout: async ({ page }, use) => use(new CheckoutPage(page)),
  orderPage: async ({ page }, use) => use(new OrderPage(page)),
  myOrders: async ({ page }, use) => use(new MyOrdersPage(page)),
  atCheckout: async ({ store, productPage, checkout }, use) =>
    use(async (wanted) => {
      const product = await store.product(wanted);
      await productPage.addToCart(product.id);
      await checkout.open();
      await expect(checkout.place).toBeEnabled();
      return product;
    }),
});

export { expect };

/** The page does without the shared worker, whose requests a test can neither see nor answer. */
export async function ownStream(page: Page): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(window, "SharedWorker"));
}

/** Tests of a shop whose services run with other settings. */
export function testWith(settings: Record<string, string>) {
  return test.extend<object, { settings: Record<string, string> }>({
    settings: [settings, { scope: "worker" }],
  });
}

/** As somebody without a mouse gets there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("Tab does not get there");
}

/** No violation of WCAG 2.2 AA, and nothing that scrolls sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, "pixels that scroll sideways").toBeLessThanOrEqual(0);
}
