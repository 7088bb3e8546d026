import { expect } from "@playwright/test";
import { CheckoutPage } from "../page-objects/checkout-page";
import { MyOrdersPage } from "../page-objects/my-orders-page";
import { OrderPage } from "../page-objects/order-page";
import { ProductPage } from "../page-objects/product-page";
import { ShopPage } from "../page-objects/shop-page";
import { writeAll } from "./pages";
import type { Screen, Stage } from "./screens";

const id = ({ products }: Stage, name: string) => products.get(name)?.id ?? "";

async function fillCart(stage: Stage) {
  const productPage = new ProductPage(stage.page);
  for (const name of ["Stoneware teapot", "Smoked black tea", "Walnut chopping board"])
    await productPage.addToCart(id(stage, name));
}

/** One order of each outcome, newest first. */
async function placeOrders({ store, services }: Stage): Promise<string[]> {
  const kept = await store.product({ name: "Amber glass vase", price: 44, quantity: 9 });
  const gone = await store.product({ name: "Last cedar chest", price: 210, quantity: 4 });
  const completed = await store.order(kept.id, 2);
  await store.settled(completed.pk);
  await services.paymentConsumer.stop();
  const refunded = await store.order(gone.id, 1);
  await store.reserved(gone.id);
  await services.inventoryConsumer.stop();
  const first = await store.order(kept.id, 7);
  const rejected = await store.order(kept.id, 3);
  await services.inventoryConsumer.start();
  await store.remove(gone.id);
  await services.paymentConsumer.start();
  for (const { pk } of [refunded, first, rejected]) await store.settled(pk);
  await expect.poll(async () => (await store.find(refunded.pk)).status).toBe("refunded");
  await store.remove(kept.id);
  return [rejected.pk, first.pk, refunded.pk, completed.pk];
}

export const shopScreens: Screen[] = [
  {
    name: "shop",
    show: async ({ page }) => {
      const shop = new ShopPage(page);
      await shop.open();
      await expect(shop.cards).toHaveCount(24);
    },
  },
  {
    name: "product-pictures",
    show: async (stage) => {
      await new ProductPage(stage.page).open(id(stage, "Set of four tea bowls"));
      const large = stage.page.getByRole("img", { name: /Four tea bowls/ });
      await expect.poll(() => large.evaluate((image: HTMLImageElement) => image.complete)).toBe(true);
    },
  },
  {
    name: "shop-no-match",
    show: async ({ page }) => {
      await new ShopPage(page).open("?q=zebra");
      await expect(page.getByRole("heading", { name: "No products found" })).toBeVisible();
    },
  },
  {
    name: "shop-empty",
    show: async ({ page }) => {
      const headers = { "X-Total-Count": "0" };
      await page.route("**/api/inventory/products?*", (route) => route.fulfill({ json: [], headers }));
      await new ShopPage(page).open();
      await expect(page.getByRole("heading", { name: "No products yet" })).toBeVisible();
    },
  },
  {
    name: "shop-loading",
    show: async ({ page }) => {
      await page.route("**/api/inventory/**", () => {});
      await new ShopPage(page).open();
    },
  },
  {
    name: "shop-failed",
    show: async ({ page }) => {
      await page.route("**/api/**", (route) => route.abort());
      await new ShopPage(page).open();
      await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
    },
  },
  {
    name: "product",
    show: async (stage) => {
      const productPage = new ProductPage(stage.page);
      await writeAll(stage);
      await productPage.open(id(stage, "Copper coffee pot"));
      await expect(productPage.add).toBeVisible();
      await expect(stage.page.getByRole("navigation", { name: "Before you buy" })).toBeVisible();
      await stage.store.removePages();
    },
  },
  {
    name: "product-sold-out",
    show: async (stage) => {
      const productPage = new ProductPage(stage.page);
      await productPage.open(id(stage, "Rattan pendant lamp"));
      await expect(productPage.soldOut).toBeVisible();
    },
  },
  {
    name: "product-not-found",
    show: async ({ page }) => {
      await new ProductPage(page).open("01J0000000000000000000000A");
      await expect(page.getByRole("heading", { name: "Product not found" })).toBeVisible();
    },
  },
  {
    name: "cart",
    show: fillCart,
  },
  {
    name: "checkout",
    show: async (stage) => {
      await fillCart(stage);
      const checkout = new CheckoutPage(stage.page);
      await checkout.open();
      await expect(checkout.place).toBeEnabled();
    },
  },
  {
    name: "checkout-blocked",
    show: async (stage) => {
      const { page, store } = stage;
      const repriced = id(stage, "Linen tablecloth");
      const gone = await store.product({ name: "Last cedar chest", price: 210, quantity: 1 });
      const productPage = new ProductPage(page);
      await store.edit(repriced, { price: 78 });
      // The cart keeps the price that was shown, so it must be shown first.
      await productPage.open(repriced);
      await expect(page.getByText("$93.60", { exact: true })).toBeVisible();
      for (const one of [repriced, gone.id]) await productPage.addToCart(one);
      await fillCart(stage);
      await store.edit(repriced, { price: 84.5 });
      await store.remove(gone.id);
      const checkout = new CheckoutPage(page);
      await checkout.open();
      await expect(checkout.line("Last cedar chest")).toContainText("no longer sold");
      await expect(checkout.line("Linen tablecloth")).toContainText("The price changed");
    },
  },
  {
    name: "checkout-placed",
    show: async (stage) => {
      await fillCart(stage);
      const checkout = new CheckoutPage(stage.page);
      await checkout.open();
      await checkout.place.click();
      await expect(new OrderPage(stage.page).products).toHaveCount(3);
    },
  },
  {
    name: "checkout-faults",
    show: async (stage) => {
      await fillCart(stage);
      const checkout = new CheckoutPage(stage.page);
      await checkout.open();
      await checkout.field("E-mail").fill("ada");
      await checkout.field("City").fill("");
      await checkout.place.click();
      await expect(checkout.field("E-mail")).toBeFocused();
    },
  },
  {
    name: "order-rejected",
    show: async ({ page, store, services }) => {
      const scarce = await store.product({ name: "Last cedar chest", price: 210, quantity: 1 });
      const lamp = await store.product({ name: "Amber glass vase", price: 44 });
      await services.inventoryConsumer.stop();
      await store.order(scarce.id, 1);
      const { pk } = await store.cart([lamp.id, scarce.id]);
      await services.inventoryConsumer.start();
      await store.settled(pk);
      await new OrderPage(page).open(pk);
      await expect(new CheckoutPage(page).orderLeft).toBeVisible();
      for (const { id } of [scarce, lamp]) await store.remove(id);
    },
  },
  {
    name: "find-order",
    show: async ({ page }) => {
      await page.goto("/orders/find");
      await expect(page.getByRole("heading", { name: "Find an order" })).toBeVisible();
    },
  },
  {
    name: "sign-in-code",
    show: async ({ page }) => {
      await page.goto("/sign-in");
      await page.getByLabel("E-mail").fill("ada@example.com");
      await page.keyboard.press("Enter");
      await expect(page.getByLabel("Code", { exact: true })).toBeFocused();
    },
  },
  {
    name: "checkout-unknown",
    show: async (stage) => {
      const { page } = stage;
      await fillCart(stage);
      const checkout = new CheckoutPage(page);
      await checkout.open();
      await page.route("**/api/payment/orders", (route) => route.abort());
      await checkout.place.click();
      await expect(checkout.cancel).toHaveCount(1);
    },
  },
  {
    name: "order",
    show: async (stage) => {
      const orderPage = new OrderPage(stage.page);
      const { pk } = await stage.store.order(id(stage, "Indigo ink"), 2);
      await stage.store.settled(pk);
      await orderPage.open(pk);
      await expect(orderPage.step("Paid")).toBeVisible();
    },
  },
  {
    name: "order-reconnecting",
    show: async (stage) => {
      const orderPage = new OrderPage(stage.page);
      const { pk } = await stage.store.order(id(stage, "Indigo ink"), 1);
      await orderPage.open(pk);
      await expect(orderPage.live).toBeVisible();
      await stage.page.context().setOffline(true);
      await expect(orderPage.reconnecting).toBeVisible();
    },
  },
  {
    name: "my-orders",
    show: async (stage) => {
      const myOrders = new MyOrdersPage(stage.page);
      await myOrders.openWith(await placeOrders(stage));
      await expect(myOrders.row("Refunded")).toBeVisible();
    },
  },
  {
    name: "my-orders-empty",
    show: async ({ page }) => {
      await new MyOrdersPage(page).openWith([]);
      await expect(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
    },
  },
];
