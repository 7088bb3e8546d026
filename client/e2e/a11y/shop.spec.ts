import { expect, expectAccessible, test } from "../test";

const looks = [
  { colorScheme: "light", viewport: { width: 360, height: 740 } },
  { colorScheme: "dark", viewport: { width: 1280, height: 860 } },
] as const;

for (const { colorScheme, viewport } of looks) {
  test.describe(`${colorScheme}, ${viewport.width} px`, () => {
    // Axe must not measure the contrast of something half faded in.
    test.use({ colorScheme, viewport, contextOptions: { reducedMotion: "reduce" } });

    test("the grid, full and without a match", async ({ page, shop, store }) => {
      await store.clear();
      await store.product({ name: "Brass lamp" });
      await store.product({ name: "A box with a name so long that it needs more than a single line" });
      await store.product({ name: "Brass tray", quantity: 0 });
      await shop.open();
      await expect(shop.cards).toHaveCount(3);
      await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
      await expectAccessible(page);
      await shop.open("?q=zebra");
      await expect(page.getByRole("heading", { name: "No products found" })).toBeVisible();
      await expectAccessible(page);
    });

    test("the grid, failed", async ({ page, shop }) => {
      await page.route("**/api/**", (route) => route.abort());
      await shop.open();
      await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
      await expectAccessible(page);
    });

    test("a group, and one of its variants in the cart", async ({ page, productPage, store }) => {
      const [small] = await store.group("Linen shirt", { S: 3, M: 0, L: 5 });
      await page.goto("/groups/linen-shirt");
      await expect(page.getByRole("button", { name: "Choose size" })).toBeVisible();
      await expectAccessible(page);
      await productPage.addToCart(small?.id ?? "");
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expectAccessible(page);
    });

    test("a product, and the cart over it", async ({ page, productPage, store }) => {
      const { id } = await store.product({ name: "Brass lamp", description: "It shines.", quantity: 3 });
      await productPage.addToCart(id);
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expectAccessible(page);
    });

    test("a product that is sold out, and one that is unknown", async ({ page, productPage, store }) => {
      const { id } = await store.product({ quantity: 0 });
      await productPage.open(id);
      await expect(productPage.soldOut).toBeVisible();
      await expectAccessible(page);
      await productPage.open("01J0000000000000000000000A");
      await expect(page.getByRole("heading", { name: "Product not found" })).toBeVisible();
      await expectAccessible(page);
    });

    test("checkout with every kind of problem", async ({ page, productPage, checkout, store }) => {
      const gone = await store.product({ name: "Cedar box" });
      const repriced = await store.product({ name: "Tea spoon" });
      const few = await store.product({ name: "Clay drum", quantity: 2 });
      for (const { id } of [gone, repriced, few]) await productPage.addToCart(id);
      await store.remove(gone.id);
      await store.edit(repriced.id, { price: 21 });
      await store.edit(few.id, { quantity: 0 });
      await checkout.open();
      await expect(checkout.line("Cedar box")).toContainText("no longer sold");
      await expect(checkout.line("Tea spoon")).toContainText("The price changed");
      await expect(checkout.line("Clay drum")).toContainText("is sold out");
      await expectAccessible(page);
    });

    test("an unconfirmed order of several products, and its confirmation", async ({
      page,
      productPage,
      checkout,
      orderPage,
      store,
    }) => {
      for (const name of ["Cedar box", "Clay drum"])
        await productPage.addToCart((await store.product({ name })).id);
      await checkout.open();
      await page.route("**/api/payment/orders", (route) => route.abort());
      await checkout.place.click();
      await expect(checkout.cancel).toHaveCount(1);
      await expectAccessible(page);
      await page.unroute("**/api/payment/orders");
      await expect(orderPage.step("Paid")).toBeVisible({ timeout: 30_000 });
      await expectAccessible(page);
    });

    test("an invalid quantity", async ({ page, productPage, store }) => {
      const { id } = await store.product({ name: "Brass lamp", quantity: 3 });
      await productPage.open(id);
      await productPage.quantity.fill("10 - 12");
      await productPage.quantity.blur();
      await expect(productPage.quantity).toHaveAttribute("aria-invalid", "true");
      await expectAccessible(page);
    });

    test("an order, and my orders", async ({ page, orderPage, myOrders, store }) => {
      const { id } = await store.product();
      const { pk } = await store.order(id, 1);
      await store.settled(pk);
      await orderPage.open(pk);
      await expect(orderPage.step("Paid")).toBeVisible();
      await expectAccessible(page);
      await myOrders.openWith([pk]);
      await expect(myOrders.rows).toHaveCount(1);
      await expectAccessible(page);
      await myOrders.filter("Rejected").click();
      await expect(page.getByRole("heading", { name: "No orders are “Rejected”" })).toBeVisible();
      await expectAccessible(page);
    });

    test("an order, offline and unknown", async ({ page, context, orderPage, store }) => {
      const { pk } = await store.order((await store.product()).id, 1);
      await orderPage.open(pk);
      await expect(orderPage.live).toBeVisible();
      await context.setOffline(true);
      await expect(orderPage.reconnecting).toBeVisible();
      await expectAccessible(page);
      await context.setOffline(false);
      await orderPage.open("01J0000000000000000000000A");
      await expect(page.getByRole("heading", { name: "Order not found" })).toBeVisible();
      await expectAccessible(page);
    });

    test("a checkout with wrong fields, the question before a cancel, and finding an order", async ({
      page,
      atCheckout,
      checkout,
      orderPage,
      services,
      store,
    }) => {
      await atCheckout();
      await checkout.field("E-mail").fill("ada");
      await checkout.place.click();
      await expect(checkout.field("E-mail")).toBeFocused();
      await expectAccessible(page);
      await services.paymentConsumer.stop();
      try {
        await orderPage.open((await store.order((await store.product()).id, 1)).pk);
        await orderPage.cancel.click();
        await expect(orderPage.cancelling).toBeVisible();
        await expectAccessible(page);
      } finally {
        await services.paymentConsumer.start();
      }
      await page.goto("/orders/find");
      await page.getByRole("button", { name: "Find order" }).click();
      await expect(page.getByText("Enter the order's number.")).toBeVisible();
      await expectAccessible(page);
    });

    test("signing in: a wrong e-mail, and a wrong code", async ({ page }) => {
      await page.goto("/sign-in");
      await page.getByRole("button", { name: "Send a code" }).click();
      await expect(page.getByRole("alert")).toHaveText("Enter your e-mail address.");
      await expectAccessible(page);
      await page.getByLabel("E-mail").fill(`${colorScheme}@example.com`);
      await page.keyboard.press("Enter");
      await page.getByLabel("Code", { exact: true }).fill("000000");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("alert")).toContainText("This code is not correct");
      await expectAccessible(page);
    });

    test("an empty cart, and no orders", async ({ page, checkout, myOrders }) => {
      await checkout.open();
      await expect(page.getByRole("heading", { name: "Your cart is empty" })).toBeVisible();
      await expectAccessible(page);
      await myOrders.openWith([]);
      await expect(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test("the theme is set before the application starts, and stays as chosen", async ({ page, shop }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.route("**/assets/*.js", (route) => route.abort());
  await shop.open();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.unroute("**/assets/*.js");
  await page.reload();
  await page.getByRole("button", { name: "Use the light theme" }).click();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});
