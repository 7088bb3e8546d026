import { buyer, expect, tabTo, test } from "../test";

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
        errors: [{ loc: ["body", "lines", 0, "quantity"], type: "less_than_equal", msg: "At most 1000000." }],
      },
    }),
  );
  await checkout.place.click();
  const quantity = checkout.quantityOf("Palm basket");
  await expect(quantity).toHaveAttribute("aria-invalid", "true");
  await expect(quantity).toHaveAccessibleDescription("At most 1000000.");
  await expect(quantity).toBeFocused();
});

test("a changed price blocks the order until it is accepted", async ({
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

test("a product deleted while in the cart is reported and can be removed", async ({
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
  await expect(checkout.blocked("Remove unavailable products first")).toBeDisabled();
  await page.getByRole("button", { name: "Remove from cart" }).click();
  await expect(page.getByRole("heading", { name: "Your cart is empty" })).toBeVisible();
});

test("a product that sells out is no longer part of the total", async ({
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

test("a cart without available products has no total", async ({ atCheckout, checkout, store }) => {
  const { id } = await atCheckout({ quantity: 1 });
  await store.order(id, 1);
  await expect(checkout.summary.getByRole("definition")).toHaveText(["–", "–", "Nothing to pay"]);
});

test("Back from a placed order returns to the page before checkout", async ({
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

test("three products become one order, with one number, and the cart is empty", async ({
  page,
  productPage,
  checkout,
  orderPage,
  store,
}) => {
  const ids: string[] = [];
  for (const [name, price] of [
    ["Brass lamp", 10],
    ["Clay drum", 20],
    ["Tea spoon", 5],
  ] as const)
    ids.push((await store.product({ name, price })).id);
  for (const id of ids) await productPage.addToCart(id);
  await checkout.open();
  await checkout.place.click();
  await expect(orderPage.products).toHaveCount(3);
  await expect(orderPage.receipt.getByRole("definition")).toHaveText(["$42.00"]);
  await expect(orderPage.step("Paid")).toContainText("$42.00 paid.");
  await expect(productPage.cartButton).toHaveAccessibleName("Cart, 0 items");
  const order = await store.find(orderPage.pk);
  expect(order.lines.map((line) => line.product_id).sort()).toEqual(ids.sort());
  expect(order.customer).toMatchObject({ name: buyer.name, email: buyer.email });
  await expect(page.getByText(order.number, { exact: true })).toBeVisible();
  await expect(page.getByText(/, a…@example\.com/)).toBeVisible();
});

test.describe("a buyer the browser does not know", () => {
  test.use({ knownBuyer: false, locale: "en-IE" });

  test("fills in contact and address: wrong fields are named, and a reload loses nothing", async ({
    page,
    atCheckout,
    checkout,
    orderPage,
    store,
  }) => {
    await atCheckout();
    await expect(page.getByRole("combobox", { name: "Country" })).toHaveValue("IE");
    await checkout.place.click();
    await expect(checkout.field("E-mail")).toBeFocused();
    await expect(checkout.field("E-mail")).toHaveAccessibleDescription(/^Enter your e-mail address\./);
    await expect(checkout.field("Street and house number")).toHaveAttribute("aria-invalid", "true");
    await checkout.fill({ ...buyer, name: "李小龍" });
    await expect(page.locator("[aria-invalid=true]")).toHaveCount(0);
    await page.reload();
    await expect(checkout.field("Name")).toHaveValue("李小龍");
    await expect(checkout.field("City")).toHaveValue(buyer.city);
    await checkout.place.click();
    await expect(orderPage.step("Placed")).toBeVisible();
    const { customer } = await store.find(orderPage.pk);
    expect(customer).toMatchObject({ name: "李小龍", address: { country: "GB", city: buyer.city } });
  });

  test("fields have the names by which a browser fills them", async ({ page, atCheckout }) => {
    await atCheckout();
    const names = await page
      .locator("form [autocomplete]")
      .evaluateAll((fields) => fields.map((field) => field.getAttribute("autocomplete")));
    const address = ["address-line1", "address-line2", "postal-code", "address-level2", "country"];
    expect(names).toEqual(["email", "name", ...address]);
  });
});

test("what only the service finds wrong is shown at its field, and nothing is lost", async ({
  atCheckout,
  checkout,
  productPage,
}) => {
  await atCheckout();
  const email = checkout.field("E-mail");
  await email.fill("a..b@example.com");
  await checkout.place.click();
  await expect(email).toBeFocused();
  await expect(email).toHaveAccessibleDescription(/e-mail address like/);
  await expect(productPage.cartButton).toHaveAccessibleName("Cart, 1 item");
});

test("a product that sells out as the order is sent is named, and one tap orders what is left", async ({
  page,
  productPage,
  atCheckout,
  checkout,
  orderPage,
  store,
}) => {
  const drum = await store.product({ name: "Clay drum", quantity: 1 });
  await productPage.addToCart(drum.id);
  const lamp = await atCheckout({ name: "Brass lamp" });
  // The order is under way while another buyer takes the drum.
  await page.route(
    "**/api/payment/orders",
    async (route) => {
      const { pk } = await store.order(drum.id, 1);
      await store.settled(pk);
      await route.continue();
    },
    { times: 1 },
  );
  await checkout.place.click();
  await expect(checkout.notOrdered.or(orderPage.step("Rejected"))).toContainText("Clay drum");
  await checkout.orderLeft.click();
  await expect(orderPage.step("Placed")).toBeVisible();
  await expect(orderPage.products).toHaveText(/Brass lamp/);
  const placed = (await store.ordersOf(lamp.id)).filter(({ status }) => status !== "rejected");
  expect(placed.map(({ pk }) => pk)).toEqual([orderPage.pk]);
});

test("the 21st product does not fit, and the shop says so", async ({ page, productPage, store }) => {
  const ids = await store.many(21, (index) => ({ name: `Cup ${index}` }));
  const lines = ids.slice(0, 20).map((id) => {
    return { id, name: "Cup", image: "", price: 20, total: 24, quantity: 1 };
  });
  const kept = JSON.stringify({ state: { key: "k", lines }, version: 2 });
  await page.addInitScript((cart) => localStorage.setItem("souk.cart", cart), kept);
  await productPage.open(ids[20] ?? "");
  await productPage.add.click();
  const message = page.getByText("Cup 20 was not added. An order has at most 20 products.");
  await message.click({ trial: true }); // nothing is before it
  await expect(productPage.cartButton).toHaveAccessibleName("Cart, 20 items");
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

test("an outage blocks the order until the shop answers again", async ({
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
    await expect(page.getByRole("alert")).toContainText("Orders cannot be placed right now");
    await expect(checkout.place).toHaveCount(0);
  } finally {
    await services.inventory.start();
  }
  await expect(checkout.place).toBeEnabled({ timeout: 20_000 });
});

test("an order that is rejected later names the product, charges nothing, and offers what is left", async ({
  page,
  productPage,
  checkout,
  orderPage,
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
  await expect(page.getByRole("heading", { name: "We are preparing your order" })).toBeVisible();
  await services.inventoryConsumer.start();
  await expect(page.getByRole("heading", { name: "We could not complete your order" })).toBeVisible();
  await expect(orderPage.step("Rejected")).toContainText("Clay drum sold out before we could set it aside.");
  const receipt = page.getByRole("region", { name: "Order details" });
  await expect(receipt).toContainText("Not charged");
  await expect(receipt).not.toContainText("$");
  await expect(page.getByText("Brass lamp for $12.00")).toBeVisible();
  const rejected = orderPage.pk;
  await checkout.orderLeft.click();
  await expect(page).not.toHaveURL(new RegExp(rejected));
  await expect(orderPage.step("Paid")).toContainText("$12.00 paid.");
  expect((await store.find(orderPage.pk)).customer).toMatchObject({ name: buyer.name });
  // The units of the rejected order went back.
  await expect.poll(() => store.available(lamp.id)).toBe(9);
});
