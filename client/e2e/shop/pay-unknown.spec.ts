import { pressAtBank, sandboxWith, unpaidOrder } from "../sandbox";
import { expect } from "../test";

const test = sandboxWith();

test("while the provider does not answer the payment is unknown, then it is completed once", async ({
  page,
  atBank,
  bank,
  bankPage,
  orderPage,
}) => {
  await atBank();
  await bank.fault({ fault: "status", call: "capture", status: 503 });
  await bankPage.pay.click();
  await expect(orderPage.headline).toHaveText("We are checking with the payment provider");
  await expect(page.getByText(/you are not charged twice/)).toBeVisible();
  await expect(orderPage.pay).toHaveCount(0);
  await page.reload();
  await expect(orderPage.headline).toHaveText("We are checking with the payment provider");
  await bank.endFaults();
  await expect(orderPage.headline).toHaveText("Your order is paid", { timeout: 30_000 });
  expect(await bank.bookings(orderPage.pk)).toEqual(["authorized", "captured"]);
});

test("a provider that is away when the buyer orders is asked again, and its page opens by itself", async ({
  atPayment,
  bank,
  bankPage,
  checkout,
  orderPage,
}) => {
  await atPayment();
  await bank.fault({ fault: "status", call: "create_session", status: 503 });
  await checkout.pay.click();
  await expect(orderPage.headline).toHaveText("We are checking with the payment provider");
  await bank.endFaults();
  await expect(bankPage.pay).toBeVisible({ timeout: 30_000 });
});

test("a buyer who has paid is not asked to pay again while the shop waits for the bank", async ({
  page,
  atBank,
  bank,
  bankPage,
  orderPage,
}) => {
  await atBank();
  await bank.fault({ fault: "webhook", how: "never" });
  await bank.fault({ fault: "status", call: "retrieve_session", status: 503 });
  await bankPage.pay.click();
  await expect(orderPage.headline).toHaveText("We are confirming your payment");
  await expect(orderPage.pay).toHaveCount(0);
  await page.reload();
  await expect(orderPage.headline).toHaveText("We are confirming your payment");
  await bank.endFaults();
  await expect(orderPage.headline).toHaveText("Your order is paid", { timeout: 40_000 });
});

test("a cancelled order is being cancelled until the provider confirms it, and cannot be paid", async ({
  page,
  bank,
  orderPage,
  store,
}) => {
  const pk = await unpaidOrder(store);
  await bank.fault({ fault: "status", call: "expire_session", status: 503 });
  await orderPage.open(pk);
  await orderPage.cancelOrder();
  await expect(orderPage.headline).toHaveText("Cancelling your order…");
  await expect(orderPage.headline).toBeFocused();
  await expect(orderPage.pay).toHaveCount(0);
  await expect(orderPage.cancel).toHaveCount(0);
  await page.reload();
  await expect(orderPage.step("Cancelling…")).toHaveAttribute("aria-current", "step");
  await bank.endFaults();
  await expect(orderPage.headline).toHaveText("Order cancelled", { timeout: 30_000 });
  await expect(orderPage.step("Cancelled")).toContainText("You cancelled it. You were not charged.");
});

sandboxWith({ SOUK_HOLD: "10s" })(
  "an order that was paid in the last second is completed",
  async ({ page, bank, orderPage, store }) => {
    const pk = await unpaidOrder(store);
    await bank.fault({ fault: "webhook", how: "never" });
    await bank.fault({ fault: "status", call: "expire_session", status: 503 });
    await bank.fault({ fault: "status", call: "retrieve_session", status: 503 });
    await orderPage.open(pk);
    await pressAtBank(store, pk);
    await expect(orderPage.headline).toHaveText("The time to pay is over", { timeout: 30_000 });
    await expect(page.getByText(/whether you paid in time/).first()).toBeVisible();
    await bank.endFaults();
    await expect(orderPage.headline).toHaveText("Your order is paid", { timeout: 40_000 });
  },
);
