import type { Product } from "../src/lib/api-client";
import { until } from "./process";
import type { NewProduct, Store } from "./store";
import { customer, expect, testWith } from "./test";

type Buying = {
  /** One unit of a new product is in the cart, and the checkout is open. */
  atPayment: (product?: NewProduct) => Promise<Product>;
  /** The buyer has ordered, and the bank's page has opened by itself. */
  atBank: (product?: NewProduct) => Promise<Product>;
};

/** Tests of a shop whose buyers pay at the sandbox's bank. */
export function sandboxWith(settings: Record<string, string> = {}) {
  return testWith({ SOUK_PAYMENTS: "sandbox", ...settings }).extend<Buying>({
    atPayment: async ({ store, productPage, checkout }, use) =>
      use(async (wanted) => {
        const product = await store.product(wanted);
        await productPage.addToCart(product.id);
        await checkout.open();
        await expect(checkout.pay).toBeEnabled();
        return product;
      }),
    atBank: async ({ atPayment, checkout, bankPage }, use) =>
      use(async (wanted) => {
        const product = await atPayment(wanted);
        await checkout.pay.click();
        await expect(bankPage.pay).toBeVisible();
        return product;
      }),
  });
}

type Action = "pay" | "decline" | "later" | "cancel";

/** A button of the bank's page, pressed beside the page under test. */
export async function pressAtBank(store: Store, pk: string, action: Action = "pay"): Promise<void> {
  const { url } = (await store.find(pk)).payment;
  if (!url) throw new Error(`${pk} has no page to pay on`);
  await fetch(url, { method: "POST", body: new URLSearchParams({ action }), redirect: "manual" });
}

/** A paid order. */
export async function paidOrder(store: Store, product?: NewProduct): Promise<string> {
  const pk = await unpaidOrder(store, product);
  await pressAtBank(store, pk);
  await store.settled(pk);
  return pk;
}

/** An order that waits for its payment. */
export async function unpaidOrder(store: Store, product?: NewProduct): Promise<string> {
  const { id } = await store.product(product);
  const { pk } = await store.cart([id], customer);
  await until(`${pk} can be paid`, async () => (await store.find(pk)).payment.url !== null);
  return pk;
}
