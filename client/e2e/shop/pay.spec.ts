import { paidOrder, sandboxWith, unpaidOrder } from "../sandbox";
import { buyer, expect } from "../test";

const test = sandboxWith();

test("a buyer orders, pays at the bank, returns, and the order is completed", async ({
  page,
  atPayment,
  checkout,
  bankPage,
  bank,
  orderPage,
  store,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/payment/refresh")) asked.push(request.method());
  });
  const product = await atPayment({ name: "Brass lamp", price: 72, quantity: 5 });
  await expect(checkout.pay).toHaveText("Pay $86.40");
  await expect(checkout.summary).toContainText("We reserve your items first.");
  await checkout.pay.click();
  await expect(bankPage.pay).toHaveText("Pay 86.40 USD");
  await bankPage.pay.click();
  await expect(orderPage.headline).toHaveText("Your order is paid");
  await expect(page.getByText("We send it to the address that you gave. You get a mail at")).toBeVisible();
  await expect(orderPage.step("Paid")).toContainText("$86.40 paid.");
  expect(new URL(page.url()).search).toBe("");
  expect(asked, "the provider is asked once").toEqual(["POST"]);
  expect(await bank.bookings(orderPage.pk)).toEqual(["authorized", "captured"]);
  await expect.poll(() => store.available(product.id)).toBe(4);
});

test("after a declined card the order can still be paid", async ({ atBank, bankPage, orderPage }) => {
  await atBank();
  await bankPage.decline.click();
  await expect(bankPage.declined).toBeVisible();
  await bankPage.later.click();
  await expect(orderPage.headline).toHaveText("Your items are waiting for your payment");
  await orderPage.pay.click();
  await bankPage.pay.click();
  await expect(orderPage.headline).toHaveText("Your order is paid");
});

test("a payment that is cancelled at the bank ends the order, and all of it can be ordered again", async ({
  page,
  atBank,
  bankPage,
  checkout,
  orderPage,
  store,
}) => {
  const { id } = await atBank({ name: "Brass lamp", quantity: 5 });
  await bankPage.cancel.click();
  await expect(orderPage.headline).toHaveText("Order cancelled");
  await expect(orderPage.step("Cancelled")).toContainText(
    "The payment was not completed. You were not charged.",
  );
  await expect(page.getByRole("region", { name: "Order details" })).toContainText("Not charged");
  await expect.poll(() => store.available(id)).toBe(5);
  await orderPage.again.click();
  await expect(checkout.line("Brass lamp")).toBeVisible();
  await expect(checkout.pay).toBeEnabled();
});

test("who pays later is not sent to the bank again, sees the time that is left, and pays", async ({
  page,
  atBank,
  bankPage,
  myOrders,
  orderPage,
}) => {
  await atBank({ name: "Olive board" });
  await bankPage.later.click();
  await expect(orderPage.pay).toHaveText("Pay $24.00");
  await expect(orderPage.timeLeft).toHaveText(/^1[34] min \d+ s$/);
  await expect(orderPage.step("Waiting for your payment")).toHaveAttribute("aria-current", "step");
  await expect(orderPage.receipt).toContainText("To pay$24.00");
  await page.getByRole("link", { name: "My orders" }).first().click();
  await expect(myOrders.row("Olive board")).toContainText("To pay");
  await myOrders.row("Olive board").getByRole("link").click();
  await expect(orderPage.pay).toBeVisible();
  await orderPage.pay.click();
  await bankPage.pay.click();
  await expect(orderPage.headline).toHaveText("Your order is paid");
});

test("Back from the bank and a reload stay on the order", async ({ page, atBank, bankPage, orderPage }) => {
  await atBank();
  await page.goBack();
  await expect(orderPage.pay).toBeVisible();
  await page.reload();
  await expect(orderPage.pay).toBeVisible();
  await expect(orderPage.live).toBeVisible();
  await expect(page).toHaveURL(/\/orders\/./);
  await page.goForward();
  await expect(bankPage.pay).toBeVisible();
});

test("a second tab shows the same, live, and sends nobody to the bank", async ({
  page,
  context,
  atBank,
  bankPage,
  orderPage,
}) => {
  await atBank();
  await page.goBack();
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(second.getByRole("link", { name: "Pay $24.00" })).toBeVisible();
  await orderPage.pay.click();
  await bankPage.pay.click();
  await expect(second.getByRole("heading", { name: "Your order is paid" })).toBeVisible();
  await expect(second.getByRole("link", { name: "Pay $24.00" })).toHaveCount(0);
});

test("another device finds the order and pays it", async ({ page, bankPage, orderPage, store }) => {
  const pk = await unpaidOrder(store);
  await page.goto("/orders/find");
  await page.getByRole("textbox", { name: "Order number" }).fill((await store.find(pk)).number);
  await page.getByRole("textbox", { name: "E-mail" }).fill(buyer.email);
  await page.getByRole("button", { name: "Find order" }).click();
  await orderPage.pay.click();
  await bankPage.pay.click();
  await expect(orderPage.headline).toHaveText("Your order is paid");
});

test("refunds show live: the sum and what stays paid, then all of it", async ({
  page,
  orderPage,
  myOrders,
  store,
}) => {
  const pk = await paidOrder(store);
  await orderPage.open(pk);
  await expect(orderPage.live).toBeVisible();
  await store.refund(pk, 4);
  await expect(orderPage.headline).toHaveText("Your order is paid, and partly refunded");
  await expect(orderPage.step("Partly refunded")).toContainText("We refunded $4.00 of $24.00.");
  await expect(page.getByText("We refunded $4.00 of $24.00. $20.00 stays paid.")).toBeVisible();
  await myOrders.openWith([pk]);
  await expect(myOrders.row("Partly refunded")).toHaveCount(1);
  await orderPage.open(pk);
  await expect(orderPage.live).toBeVisible();
  await store.refund(pk, 20);
  await expect(orderPage.headline).toHaveText("Order refunded");
  await expect(orderPage.step("Refunded")).toContainText("We refunded $24.00.");
});

sandboxWith({ SOUK_HOLD: "10s" })(
  "a hold that ends cancels the order, live, and gives the units back",
  async ({ page, orderPage, checkout, store }) => {
    const pk = await unpaidOrder(store, { name: "Cedar box", quantity: 3 });
    const product = (await store.find(pk)).lines[0]?.product_id ?? "";
    await orderPage.open(pk);
    await expect(orderPage.headline).toHaveText("Order cancelled", { timeout: 30_000 });
    await expect(
      page.getByText("The time to pay ran out, so your items are back in the shop."),
    ).toBeVisible();
    await expect(orderPage.step("Cancelled")).toContainText("The time to pay is over. You were not charged.");
    await expect.poll(() => store.available(product)).toBe(3);
    await orderPage.again.click();
    await expect(checkout.line("Cedar box")).toBeVisible();
  },
);
