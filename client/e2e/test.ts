import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type BrowserContext, type Locator, type Page } from "@playwright/test";
import type { NewCustomer, Product } from "../src/lib/api-client";
import { Bank } from "./bank";
import { BankPage } from "./page-objects/bank-page";
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
  bank: Bank;
  bankPage: BankPage;
  /** One unit of a new product is in the cart, and the checkout is open and ready. */
  atCheckout: (product?: NewProduct) => Promise<Product>;
  /** Whether the browser knows the buyer. */
  knownBuyer: boolean;
  /** Console errors; each test ends with none but those that it expects. */
  consoleErrors: string[];
};

// Chromium logs every failed request. The tests cause them on purpose, so they are not errors of the page.
const networkErrors = /Failed to load resource|net::ERR_/;

/** The buyer of the tests, as an earlier order has left them in the browser. */
export const buyer = {
  email: "ada@example.com",
  name: "Ada Lovelace",
  line1: "12 Main Street",
  line2: "",
  postal_code: "N1 9GU",
  city: "London",
  country: "GB",
};

const { email, name, ...address } = buyer;
export const customer: NewCustomer = { email, name, address };

/** Pages of this browser know the buyer, unless something else has been typed. */
export async function rememberBuyer(context: BrowserContext): Promise<void> {
  const kept = JSON.stringify({ state: { text: buyer }, version: 0 });
  await context.addInitScript((value) => {
    try {
      if (!localStorage.getItem("souk.contact")) localStorage.setItem("souk.contact", value);
    } catch {
      // A test has blocked the storage.
    }
  }, kept);
}

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
  knownBuyer: [true, { option: true }],
  context: async ({ context, knownBuyer }, use) => {
    if (knownBuyer) await rememberBuyer(context);
    await use(context);
  },
  baseURL: async ({ services }, use) => use(services.shopUrl),
  store: async ({ services }, use) => use(new Store(services)),
  consoleErrors: [
    async ({ page }, use) => {
      const consoleErrors: string[] = [];
      page.on("pageerror", (error) => consoleErrors.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error" && !networkErrors.test(message.text()))
          consoleErrors.push(message.text());
      });
      await use(consoleErrors);
      expect(consoleErrors, "errors on the console").toEqual([]);
    },
    { auto: true },
  ],
  shop: async ({ page }, use) => use(new ShopPage(page)),
  productPage: async ({ page }, use) => use(new ProductPage(page)),
  checkout: async ({ page }, use) => use(new CheckoutPage(page)),
  orderPage: async ({ page }, use) => use(new OrderPage(page)),
  myOrders: async ({ page }, use) => use(new MyOrdersPage(page)),
  bank: async ({ services }, use) => {
    const bank = new Bank(services.bankUrl);
    await use(bank);
    await bank.endFaults();
  },
  bankPage: async ({ page }, use) => use(new BankPage(page)),
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

/** Disables the shared worker, because Playwright cannot intercept its requests. */
export async function ownStream(page: Page): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(window, "SharedWorker"));
}

/** Tests of a shop whose services run with other settings. */
export function testWith(settings: Record<string, string>) {
  return test.extend<object, { settings: Record<string, string> }>({
    settings: [settings, { scope: "worker" }],
  });
}

/** Reaches the element by keyboard. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("Tab does not get there");
}

/** No violation of WCAG 2.2 AA, and nothing that scrolls sideways or is cut off. */
export async function expectAccessible(page: Page): Promise<void> {
  // What fades in has its contrast at the end.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((one) => one.playState !== "running" || one.effect?.getComputedTiming().iterations === Infinity),
  );
  const { violations } = await new AxeBuilder({ page })
    // Without it axe opens one more page for every analysis. Our pages have no frames.
    .setLegacyMode()
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, "pixels that scroll sideways").toBeLessThanOrEqual(0);
  const clipped = await page
    .locator("main :is(ul, ol, dl)")
    .evaluateAll((boxes) =>
      boxes
        .filter((box) => getComputedStyle(box).overflowX === "hidden" && box.scrollWidth > box.clientWidth)
        .map((box) => box.getAttribute("aria-label") ?? box.tagName),
    );
  expect(clipped, "lists that cut off what is in them").toEqual([]);
}
