import { expect, tabTo, test } from "../test";

test("a double click makes one order", async ({ page, productPage, checkout, orderPage, store }) => {
  const product = await store.product();
  await productPage.addToCart(product.id);
  await checkout.open();
  await checkout.place.dblclick();
  await page.waitForURL(/\/orders\/./);
  const orders = (await store.orders()).filter((order) => order.product_id === product.id);
  expect(orders.map((order) => order.pk)).toEqual([orderPage.pk]);
});

test("a 422 lands on its field", async ({ page, productPage, checkout, store }) => {
  const product = await store.product({ name: "Palm basket" });
  await productPage.addToCart(product.id);
  await checkout.open();
  await page.route("**/api/payment/orders", (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      json: {
        type: "about:blank",
        title: "Validation failed",
        status: 422,
        detail: "The request is not valid.",
        code: "validation_failed",
        request_id: "01J0000000000000000000000A",
        errors: [{ loc: ["body", "quantity"], type: "less_than_equal", msg: "At most 1000000." }],
      },
    }),
  );
  await checkout.place.click();
  const quantity = checkout.quantityOf("Palm basket");
  await expect(quantity).toHaveAttribute("aria-invalid", "true");
  await expect(quantity).toHaveAccessibleDescription("At most 1000000.");
});

test("a price that changed blocks and explains until it is accepted", async ({
  page,
  productPage,
  checkout,
  store,
}) => {
  const product = await store.product({ name: "Tea spoon", price: 10 });
  await productPage.addToCart(product.id);
  await checkout.open();
  await expect(checkout.place).toBeEnabled();
  await store.edit(product.id, { price: 12.5 });
  await expect(checkout.blocked("Accept the new price first")).toBeDisabled();
  await expect(checkout.line("Tea spoon")).toContainText("The price changed from $12.00 to $15.00");
  await page.getByRole("button", { name: "Accept $15.00" }).click();
  await checkout.place.click();
  await page.waitForURL(/\/orders\/./);
  await expect(page.getByRole("region", { name: "Receipt" })).toContainText("$15.00");
});

test("what was deleted while in the cart is explained and can be removed", async ({
  page,
  productPage,
  checkout,
  store,
}) => {
  const product = await store.product({ name: "Cedar box" });
  await productPage.addToCart(product.id);
  await store.remove(product.id);
  await checkout.open();
  await expect(checkout.line("Cedar box")).toContainText("Cedar box is no longer sold.");
  await expect(checkout.blocked("Remove what is not available")).toBeDisabled();
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByRole("heading", { name: "Your cart is empty" })).toBeVisible();
});

test("what sells out meanwhile is no longer in the sum", async ({
  productPage,
  atCheckout,
  checkout,
  store,
}) => {
  const lamp = await store.product({ name: "Brass lamp", price: 10, quantity: 1 });
  await productPage.addToCart(lamp.id);
  await atCheckout({ name: "Clay drum", price: 20 });
  await expect(checkout.summary.getByRole("definition")).toHaveText(["$30.00", "$6.00", "$36.00"]);
  await store.order(lamp.id, 1);
  await expect(checkout.line("Brass lamp")).toContainText("Brass lamp is sold out.");
  await expect(checkout.line("Brass lamp").getByText("$12.00", { exact: true })).toHaveCount(0);
  await expect(checkout.summary.getByRole("definition")).toHaveText(["$20.00", "$4.00", "$24.00"]);
});

test("a cart of nothing that can be had has no sum", async ({ atCheckout, checkout, store }) => {
  const { id } = await atCheckout({ quantity: 1 });
  await store.order(id, 1);
  await expect(checkout.summary.getByRole("definition")).toHaveText(["–", "–", "Nothing yet"]);
});

test("Back from a placed order leads to where the buyer came from", async ({
  page,
  productPage,
  checkout,
  orderPage,
  store,
}) => {
  const { id } = await store.product();
  await productPage.addToCart(id);
  await productPage.cart.getByRole("link", { name: "Go to checkout" }).click();
  await checkout.place.click();
  await expect(orderPage.step("Placed")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/products/${id}$`));
});

test("several products are an order each, each with its outcome", async ({
  page,
  productPage,
  checkout,
  store,
}) => {
  const lamp = await store.product({ name: "Brass lamp", price: 10 });
  const drum = await store.product({ name: "Clay drum", price: 20 });
  await productPage.addToCart(lamp.id);
  await productPage.addToCart(drum.id);
  await checkout.open();
  await expect(checkout.place).toHaveText("Place 2 orders");
  // The second one is refused by the service: it sells out between the check and the order.
  await page.route("**/api/payment/orders", async (route) => {
    if ((route.request().postDataJSON() as { id: string }).id !== drum.id) return route.continue();
    return route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      json: { code: "sold_out", detail: "Sold out.", status: 409, title: "Sold out", type: "about:blank" },
    });
  });
  await checkout.place.click();
  await expect(checkout.placed).toContainText("Brass lamp");
  await expect(checkout.placed).toContainText("$12.00");
  await expect(checkout.line("Clay drum")).toContainText("Not ordered: This sold out a moment ago.");

  await page.unroute("**/api/payment/orders");
  await checkout.place.click();
  await expect(checkout.placed).toContainText("Clay drum");
  await expect(checkout.placed.getByRole("link", { name: "Follow this order" })).toHaveCount(2);
});

test("the keyboard alone buys", async ({ page, shop, productPage, checkout, orderPage, store }) => {
  await store.clear();
  await store.product({ name: "Brass lamp" });
  await shop.open();
  await tabTo(page, shop.card("Brass lamp").getByRole("link"));
  await page.keyboard.press("Enter");
  await tabTo(page, productPage.add);
  await page.keyboard.press("Enter");
  await tabTo(page, productPage.cart.getByRole("link", { name: "Go to checkout" }));
  await page.keyboard.press("Enter");
  await expect(checkout.place).toBeEnabled();
  await tabTo(page, checkout.place);
  await page.keyboard.press("Enter");
  await expect(orderPage.step("Placed")).toBeVisible();
});

test("prices that cannot be checked block, until the shop answers again", async ({
  page,
  productPage,
  checkout,
  services,
  store,
}) => {
  await productPage.addToCart((await store.product()).id);
  await services.inventory.stop();
  try {
    await checkout.open();
    await expect(page.getByRole("alert")).toContainText("prices cannot be checked");
    await expect(checkout.place).toHaveCount(0);
  } finally {
    await services.inventory.start();
  }
  await expect(checkout.place).toBeEnabled({ timeout: 20_000 });
});

test("the confirmation follows its orders: one that is rejected later is not counted as bought", async ({
  page,
  productPage,
  checkout,
  services,
  store,
}) => {
  const lamp = await store.product({ name: "Brass lamp", price: 10 });
  const drum = await store.product({ name: "Clay drum", price: 20, quantity: 1 });
  await productPage.addToCart(lamp.id);
  await productPage.addToCart(drum.id);
  await checkout.open();
  await expect(checkout.place).toBeEnabled();
  await services.inventoryConsumer.stop();
  // Another buyer comes first, but the unit is not taken yet.
  await store.order(drum.id, 1);
  await checkout.place.click();
  await expect(page.getByRole("heading", { name: "We are preparing your orders" })).toBeVisible();
  await services.inventoryConsumer.start();
  await expect(page.getByRole("heading", { name: "1 of 2 orders complete" })).toBeVisible();
  const lost = checkout.placed.getByRole("listitem").filter({ hasText: "Clay drum" });
  await expect(lost).toContainText("Rejected");
  await expect(lost).toContainText("Not charged");
  await expect(lost).not.toContainText("$");
  await expect(checkout.placed).toContainText("$12.00");
  await expect(page.getByRole("main").getByRole("link", { name: "Browse products" })).toBeVisible();
});
