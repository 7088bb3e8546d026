import { expect } from "@playwright/test";
import { Bank } from "../bank";
import { BankPage } from "../page-objects/bank-page";
import { CheckoutPage } from "../page-objects/checkout-page";
import { MyOrdersPage } from "../page-objects/my-orders-page";
import { OrderPage } from "../page-objects/order-page";
import { ProductPage } from "../page-objects/product-page";
import { pressAtBank, unpaidOrder } from "../sandbox";
import { until } from "../process";
import { customer } from "../test";
import type { Screen, Stage } from "./screens";

async function openCheckout({ page, products }: Stage) {
  const checkout = new CheckoutPage(page);
  for (const name of ["Single-origin coffee beans", "Indigo ink"])
    await new ProductPage(page).addToCart(products.get(name)?.id ?? "");
  await checkout.open();
  await expect(checkout.pay).toBeEnabled();
  return checkout;
}

/** An unpaid order of two products of the seed. */
async function unpaid({ store, products }: Stage): Promise<string> {
  const ids = ["Single-origin coffee beans", "Indigo ink"].map((name) => products.get(name)?.id ?? "");
  const { pk } = await store.cart(ids, customer);
  await until(`${pk} can be paid`, async () => (await store.find(pk)).payment.url !== null);
  return pk;
}

async function paid(stage: Stage): Promise<string> {
  const pk = await unpaid(stage);
  await pressAtBank(stage.store, pk);
  await stage.store.settled(pk);
  return pk;
}

async function withFault(stage: Stage, call: string, show: () => Promise<void>) {
  const bank = new Bank(stage.services.bankUrl);
  await bank.fault({ fault: "status", call, status: 503 });
  try {
    await show();
  } finally {
    await bank.endFaults();
  }
}

/** Screens of a shop whose buyers pay at the sandbox's bank. */
export const payScreens: Screen[] = [
  {
    name: "pay-checkout",
    show: async (stage) => {
      await openCheckout(stage);
    },
  },
  {
    name: "pay-bank",
    show: async (stage) => {
      const checkout = await openCheckout(stage);
      await checkout.pay.click();
      await expect(new BankPage(stage.page).pay).toBeVisible();
    },
  },
  {
    name: "pay-order",
    show: async (stage) => {
      const orderPage = new OrderPage(stage.page);
      await orderPage.open(await unpaid(stage));
      await expect(orderPage.timeLeft).toBeVisible();
      await expect(orderPage.live).toBeVisible();
    },
  },
  {
    name: "pay-confirming",
    show: async (stage) => {
      const orderPage = new OrderPage(stage.page);
      await stage.page.goto(`/orders/${await unpaid(stage)}?paid`);
      await expect(orderPage.headline).toHaveText("We are confirming your payment");
      await expect(orderPage.live).toBeVisible();
    },
  },
  {
    name: "pay-unknown",
    show: async (stage) => {
      const pk = await unpaid(stage);
      await withFault(stage, "capture", async () => {
        await pressAtBank(stage.store, pk);
        const orderPage = new OrderPage(stage.page);
        await orderPage.open(pk);
        await expect(orderPage.headline).toHaveText("We are checking with the payment provider");
      });
    },
  },
  {
    name: "pay-cancelling",
    show: async (stage) => {
      const pk = await unpaid(stage);
      await withFault(stage, "expire_session", async () => {
        const orderPage = new OrderPage(stage.page);
        await orderPage.open(pk);
        await orderPage.cancelOrder();
        await expect(orderPage.headline).toHaveText("Cancelling your order…");
      });
    },
  },
  {
    name: "pay-not-completed",
    show: async (stage) => {
      const pk = await unpaid(stage);
      await pressAtBank(stage.store, pk, "cancel");
      await stage.store.settled(pk);
      const orderPage = new OrderPage(stage.page);
      await orderPage.open(pk);
      await expect(orderPage.again).toBeVisible();
    },
  },
  {
    name: "pay-partly-refunded",
    show: async (stage) => {
      const pk = await paid(stage);
      await stage.store.refund(pk, 12.5);
      const orderPage = new OrderPage(stage.page);
      await orderPage.open(pk);
      await expect(orderPage.headline).toHaveText("Your order is paid, and partly refunded");
    },
  },
  {
    name: "pay-my-orders",
    show: async (stage) => {
      const refunded = await paid(stage);
      await stage.store.refund(refunded, 5);
      const pks = [await unpaidOrder(stage.store, { name: "Amber glass vase", price: 44 }), refunded];
      const myOrders = new MyOrdersPage(stage.page);
      await myOrders.openWith(pks);
      await expect(myOrders.row("Partly refunded")).toHaveCount(1);
    },
  },
];
