import { paidOrder, pressAtBank, sandboxWith, unpaidOrder } from "../sandbox";
import { expect, expectAccessible } from "../test";

const test = sandboxWith();

const looks = [
  { colorScheme: "light", viewport: { width: 360, height: 740 } },
  { colorScheme: "dark", viewport: { width: 1280, height: 860 } },
  { colorScheme: "dark", viewport: { width: 360, height: 740 } },
] as const;

for (const { colorScheme, viewport } of looks) {
  test.describe(`${colorScheme}, ${viewport.width} px`, () => {
    test.use({ colorScheme, viewport, contextOptions: { reducedMotion: "reduce" } });

    test("the checkout of a shop with payments, and the order after Pay later", async ({
      page,
      atPayment,
      checkout,
      bankPage,
      orderPage,
    }) => {
      await atPayment();
      await expectAccessible(page);
      await checkout.pay.click();
      await bankPage.later.click();
      await expect(orderPage.pay).toBeVisible();
      await expectAccessible(page);
    });

    test("a payment that is confirmed, and one that is cancelled", async ({ page, orderPage, store }) => {
      const pk = await unpaidOrder(store);
      await page.goto(`/orders/${pk}?paid`);
      await expect(orderPage.headline).toHaveText("We are confirming your payment");
      await expectAccessible(page);
      await pressAtBank(store, pk, "cancel");
      await expect(orderPage.again).toBeVisible({ timeout: 20_000 });
      await expectAccessible(page);
    });

    test("an order that is being cancelled", async ({ page, bank, orderPage, store }) => {
      const pk = await unpaidOrder(store);
      await bank.fault({ fault: "status", call: "expire_session", status: 503 });
      await orderPage.open(pk);
      await orderPage.cancelOrder();
      await expect(orderPage.headline).toHaveText("Cancelling your order…");
      await expectAccessible(page);
    });

    test("a payment that is unknown", async ({ page, bank, orderPage, store }) => {
      const pk = await unpaidOrder(store);
      await bank.fault({ fault: "status", call: "capture", status: 503 });
      await pressAtBank(store, pk);
      await orderPage.open(pk);
      await expect(orderPage.headline).toHaveText("We are checking with the payment provider");
      await expectAccessible(page);
    });

    test("an order that is partly refunded, and my orders", async ({ page, myOrders, orderPage, store }) => {
      const [paid, unpaid] = [await paidOrder(store), await unpaidOrder(store)];
      await store.refund(paid, 4);
      await orderPage.open(paid);
      await expect(orderPage.headline).toHaveText("Your order is paid, and partly refunded");
      await expectAccessible(page);
      await myOrders.openWith([unpaid, paid]);
      await expect(myOrders.row("To pay")).toHaveCount(1);
      await expect(myOrders.row("Partly refunded")).toHaveCount(1);
      await expectAccessible(page);
    });
  });
}
