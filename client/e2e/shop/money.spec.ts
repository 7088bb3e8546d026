import { adminToken } from "../services";
import { expect, test, testWith } from "../test";

/** Fee in percent; full price and fee of one; fees and amount of three, whose goods are $59.97. */
const shops = [
  [0, "$19.99", undefined, undefined, "$59.97"],
  [7, "$21.39", "$1.40", "$4.20", "$64.17"],
  [20, "$23.99", "$4.00", "$12.00", "$71.97"],
  [30, "$25.99", "$6.00", "$18.00", "$77.97"],
] as const;

for (const [percent, each, fee, fees, amount] of shops) {
  testWith({ SOUK_FEE_PERCENT: String(percent) })(
    `with a fee of ${percent} % grid, product, cart, checkout and order agree to the cent`,
    async ({ page, shop, productPage, checkout, orderPage, store }) => {
      const { id } = await store.product({ name: "Glass cup", price: 19.99 });
      await shop.open();
      const price = (text: string) => page.getByText(text, { exact: true });
      await expect(price(each)).toBeVisible();
      const feeNote = page.getByText(/^incl\. .* fee$/);
      if (fee) await expect(feeNote).toHaveText(`incl. ${fee} fee`);
      else await expect(feeNote).toHaveCount(0);

      await productPage.open(id);
      await expect(price(each)).toBeVisible();
      await productPage.quantity.fill("3");
      await productPage.add.click();
      await expect(productPage.cart.getByText(`${each} each`)).toBeVisible();
      const cart = productPage.cart;
      await expect(cart.getByRole("listitem").getByText(amount, { exact: true })).toBeVisible();
      const sums = fees ? ["$59.97", fees, amount] : [amount];
      await expect(cart.getByRole("definition")).toHaveText(sums);

      await productPage.cart.getByRole("link", { name: "Go to checkout" }).click();
      await expect(checkout.line("Glass cup")).toContainText(amount);
      await expect(checkout.summary.getByRole("definition")).toHaveText(sums);
      await checkout.place.click();
      await page.waitForURL(/\/orders\/./);
      const parts = fee ? ["3 × $19.99", `3 × ${fee}`] : ["3 × $19.99"];
      await expect(orderPage.receipt.getByRole("definition")).toHaveText([...parts, amount]);
      const order = await store.find(orderPage.pk);
      expect(`$${order.amount}`).toBe(amount);
    },
  );
}

test.describe("a German browser", () => {
  test.use({ locale: "de-DE" });

  test("shows numbers, money and dates in German format, in the shop's currency", async ({
    page,
    shop,
    productPage,
    orderPage,
    store,
  }) => {
    await store.clear();
    const { id } = await store.product({ name: "Brass lamp", price: 1028.8, quantity: 12_000 });
    await shop.open();
    await expect(shop.card("Brass lamp").getByText(/^1\.234,56\s\$$/)).toBeVisible();
    await expect(shop.card("Brass lamp")).toContainText("12.000 left");
    await productPage.open(id);
    await expect(page.getByText(/^1\.234,56\s\$$/)).toBeVisible();
    const { pk } = await store.order(id, 1);
    await orderPage.open(pk);
    await expect(page.getByText(/\d{1,2}\.\d{1,2}\.\d{4}, \d{2}:\d{2}/)).toBeVisible();
    await expect(orderPage.receipt).toContainText(/1\.234,56\s\$/);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  });
});

test("amounts keep their currency when the shop settings cannot be read", async ({
  page,
  shop,
  orderPage,
  store,
}) => {
  const { id } = await store.product({ price: 20 });
  const { pk } = await store.order(id, 1);
  await shop.open();
  await expect(page.getByText("$24.00", { exact: true }).first()).toBeVisible();
  await page.route("**/api/payment/shop", (route) => route.fulfill({ status: 503 }));
  await orderPage.open(pk);
  await expect(orderPage.receipt).toContainText("$24.00");
});

testWith({ SOUK_CURRENCY: "JPY" })(
  "a shop that sells in yen shows no decimals, to the shopper and to the owner",
  async ({ page, shop, store }) => {
    await store.product({ name: "Brass lamp", price: 1000 });
    await shop.open();
    await expect(shop.card("Brass lamp").getByText("¥1,200", { exact: true })).toBeVisible();
    await page.goto("/admin/products");
    await page.locator("input[name=token]").fill(adminToken);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Price of Brass lamp: ¥1,000. Edit" })).toBeVisible();
  },
);

test("a change of stock asks for no quote, a change of price asks for one", async ({ page, shop, store }) => {
  await store.clear();
  const lamp = await store.product({ name: "Brass lamp", price: 10, quantity: 8 });
  await store.product({ name: "Clay drum", price: 20 });
  const quotes: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/quotes")) quotes.push(request.postData() ?? "");
  });
  await shop.open();
  await expect(shop.card("Brass lamp")).toContainText("$12.00");
  await expect(shop.card("Clay drum")).toContainText("$24.00");
  expect(quotes, "a page of cards is one request").toHaveLength(1);
  await store.order(lamp.id, 3);
  await expect(shop.card("Brass lamp")).toContainText("5 left");
  expect(quotes).toHaveLength(1);
  await store.edit(lamp.id, { price: 15 });
  await expect(shop.card("Brass lamp")).toContainText("$18.00");
  expect(quotes.length).toBeGreaterThan(1);
});
