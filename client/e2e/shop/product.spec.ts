import { expect, ownStream, test } from "../test";

test("a sale elsewhere shows within two seconds, and a sold-out product disables the button", async ({
  page,
  productPage,
  store,
}) => {
  const product = await store.product({ name: "Brass lamp", quantity: 3 });
  await productPage.open(product.id);
  await expect(productPage.stock("3 left")).toBeVisible();
  await store.order(product.id, 1);
  await expect(productPage.stock("2 left")).toBeVisible({ timeout: 2_000 });
  await store.order(product.id, 2);
  await expect(productPage.soldOut).toBeDisabled({ timeout: 2_000 });
  await expect(page.getByRole("status").filter({ hasText: "Brass lamp is sold out." })).toBeAttached();
});

test("the quantity cannot exceed the stock minus the units in the cart", async ({
  page,
  productPage,
  store,
}) => {
  const product = await store.product({ quantity: 3 });
  await productPage.open(product.id);
  await productPage.quantity.fill("9");
  await expect(productPage.quantity).toHaveValue("9");
  await expect(productPage.quantity).toHaveAccessibleDescription("Only 3 left.");
  await expect(productPage.add).toBeDisabled();
  await expect(productPage.more).toBeDisabled();
  await productPage.quantity.fill("2");
  await productPage.add.click();
  await page.keyboard.press("Escape");
  await productPage.quantity.fill("5");
  await expect(productPage.quantity).toHaveAccessibleDescription("You can add only 1 more.");
  await productPage.quantity.fill("1");
  await productPage.add.click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "All available units are in your cart" })).toBeDisabled();
});

test("an unknown product shows a not-found page", async ({ page, productPage }) => {
  await productPage.open("01J0000000000000000000000A");
  await expect(page.getByRole("heading", { name: "Product not found" })).toBeVisible();
  await page.getByRole("link", { name: "Go to the shop", exact: true }).click();
  await expect(page).toHaveURL("/");
});

test("a product deleted while it is shown is reported", async ({ page, productPage, store }) => {
  const product = await store.product({ name: "Cedar box" });
  await productPage.open(product.id);
  await expect(productPage.add).toBeVisible();
  await store.remove(product.id);
  await expect(page.getByRole("heading", { name: "Cedar box is no longer sold" })).toBeVisible();
});

test("the page stays correct while its stream is broken", async ({ page, productPage, store }) => {
  await ownStream(page);
  await page.route("**/products/events*", (route) => route.fulfill({ status: 502, body: "" }));
  const product = await store.product({ quantity: 5 });
  await productPage.open(product.id);
  await expect(page.getByText("Reconnecting…")).toBeVisible();
  await store.order(product.id, 2);
  await expect(productPage.stock("3 left")).toBeVisible();
});

test("a product that cannot be loaded shows a failure, and appears when the service is back", async ({
  page,
  productPage,
  services,
  store,
}) => {
  const product = await store.product({ quantity: 5 });
  await services.inventory.stop();
  try {
    await productPage.open(product.id);
    await expect(page.getByRole("alert")).toContainText("cannot be shown right now");
    await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  } finally {
    await services.inventory.start();
  }
  await expect(productPage.stock("5 left")).toBeVisible({ timeout: 20_000 });
});

test("sales during an offline time are shown afterwards", async ({ page, context, productPage, store }) => {
  const product = await store.product({ quantity: 5 });
  await productPage.open(product.id);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await store.order(product.id, 2);
  await store.reserved(product.id);
  await expect(productPage.stock("5 left")).toBeVisible();
  await context.setOffline(false);
  await expect(productPage.stock("3 left")).toBeVisible();
  await expect(page.getByText("You are offline.")).toHaveCount(0);
});

test("a sale elsewhere does not change the quantity that was typed; it says how many are left", async ({
  productPage,
  store,
}) => {
  const product = await store.product({ quantity: 5 });
  await productPage.open(product.id);
  await productPage.quantity.fill("4");
  await store.order(product.id, 3);
  await expect(productPage.quantity).toHaveAccessibleDescription("Only 2 left.");
  await expect(productPage.quantity).toHaveValue("4");
  await expect(productPage.add).toBeDisabled();
});

for (const [typed, units] of [
  ["３", 3],
  ["٣", 3],
  [" 2 ", 2],
] as const) {
  test(`the quantity "${typed}" is ${units}`, async ({ productPage, store }) => {
    const product = await store.product({ quantity: 5 });
    await productPage.open(product.id);
    await productPage.quantity.fill(typed);
    await productPage.add.click();
    await expect(productPage.cartButton).toHaveAccessibleName(`Cart, ${units} items`);
  });
}

for (const typed of ["1.5", "10 - 12", "two"]) {
  test(`the quantity "${typed}" is asked for again, and nothing is added`, async ({ productPage, store }) => {
    const product = await store.product({ quantity: 500 });
    await productPage.open(product.id);
    await productPage.quantity.fill(typed);
    await expect(productPage.quantity).toHaveAccessibleDescription(
      "A quantity is a whole number, such as 2.",
    );
    await expect(productPage.add).toBeDisabled();
  });
}

test("three typed into the cleared field is three", async ({ page, productPage, store }) => {
  const product = await store.product({ quantity: 50 });
  await productPage.open(product.id);
  await productPage.quantity.focus();
  await page.keyboard.press("Backspace");
  await page.keyboard.type("3");
  await productPage.add.click();
  await expect(productPage.cartButton).toHaveAccessibleName("Cart, 3 items");
});
