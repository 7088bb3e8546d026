import { expect, test } from "../test";

test("adding opens the drawer, Escape restores the focus, and a reload keeps the cart", async ({
  page,
  productPage,
  store,
}) => {
  const product = await store.product({ name: "Brass lamp" });
  await productPage.open(product.id);
  await productPage.add.click();
  await expect(productPage.cart).toContainText("Brass lamp");
  await page.keyboard.press("Escape");
  await expect(productPage.cart).toBeHidden();
  await expect(productPage.add).toBeFocused();
  await page.reload();
  await expect(productPage.cartButton).toHaveAccessibleName("Cart, 1 item");
});

test("Back closes the drawer first, then returns to the previous page", async ({
  page,
  shop,
  productPage,
  store,
}) => {
  await store.clear();
  await store.product({ name: "Brass lamp" });
  await shop.open();
  await shop.card("Brass lamp").getByRole("link").click();
  await productPage.add.click();
  await expect(productPage.cart).toBeVisible();
  await page.goBack();
  await expect(productPage.cart).toBeHidden();
  await expect(productPage.add).toBeVisible();
  await page.goBack();
  await expect(shop.card("Brass lamp")).toBeVisible();
});

test("Keep shopping closes the drawer; Back from checkout returns to the product without it", async ({
  page,
  productPage,
  checkout,
  store,
}) => {
  const { id } = await store.product({ name: "Brass lamp" });
  await productPage.addToCart(id);
  await productPage.cart.getByRole("button", { name: "Keep shopping" }).click();
  await expect(productPage.cart).toBeHidden();
  await productPage.cartButton.click();
  await productPage.cart.getByRole("link", { name: "Go to checkout" }).click();
  await expect(checkout.place).toBeEnabled();
  await page.goBack();
  await expect(productPage.add).toBeVisible();
  await expect(productPage.cart).toBeHidden();
});

test("removing a line by keyboard focuses the next line, at last the heading", async ({
  page,
  productPage,
  store,
}) => {
  for (const name of ["Brass lamp", "Clay drum", "Cedar box"])
    await productPage.addToCart((await store.product({ name })).id);
  const { cart } = productPage;
  const remove = async (name: string) => {
    await cart.getByRole("button", { name: `Remove ${name}` }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status").filter({ hasText: `${name} is removed` })).toBeAttached();
  };
  await remove("Brass lamp");
  await expect(cart.getByRole("link", { name: "Clay drum" })).toBeFocused();
  await remove("Cedar box");
  await expect(cart.getByRole("link", { name: "Clay drum" })).toBeFocused();
  await remove("Clay drum");
  await expect(cart.getByRole("heading", { name: "Your cart", exact: true })).toBeFocused();
  await expect(cart.getByRole("button", { name: "Browse products" })).toBeVisible();
});

test("a quantity above the stock is kept as typed, with a message and a one-tap fix", async ({
  page,
  productPage,
  checkout,
  store,
}) => {
  await productPage.addToCart((await store.product({ name: "Clay drum", quantity: 5 })).id);
  await checkout.open();
  const quantity = checkout.quantityOf("Clay drum");
  await quantity.fill("9");
  await expect(quantity).toHaveValue("9");
  await expect(checkout.line("Clay drum")).toContainText("Only 5 left.");
  await expect(checkout.blocked("Lower the quantity first")).toBeDisabled();
  await page.getByRole("button", { name: "Change to 5" }).click();
  await expect(quantity).toHaveValue("5");
  await expect(checkout.place).toBeEnabled();
});

test("the cart's + stops at the limit, which sizes of a group share", async ({
  page,
  productPage,
  store,
}) => {
  const [small, large] = await store.group("Limited shirt", { S: 9, L: 9 });
  for (const one of [small, large]) await store.edit(one?.id ?? "", { limit_per_order: 3 });
  await page.goto(`/groups/limited-shirt?variant=${small?.id}`);
  await productPage.add.click();
  const line = productPage.cart.getByRole("group", { name: "Quantity of Limited shirt – S" });
  await line.getByRole("button", { name: "One more" }).click();
  await line.getByRole("button", { name: "One more" }).click();
  await expect(line.getByRole("textbox")).toHaveValue("3");
  await expect(line.getByRole("button", { name: "One more" })).toBeDisabled();

  for (const one of [small, large]) await store.edit(one?.id ?? "", { limit_per_customer: 4 });
  await page.goto(`/groups/limited-shirt?variant=${large?.id}`);
  await productPage.add.click();
  const other = productPage.cart.getByRole("group", { name: "Quantity of Limited shirt – L" });
  await expect(other.getByRole("button", { name: "One more" })).toBeDisabled();
});

test("the drawer reports unavailable units, offers a one-tap fix, and totals the rest", async ({
  productPage,
  store,
}) => {
  const { id } = await store.product({ name: "Palm basket", price: 10, quantity: 3 });
  await productPage.addToCart(id);
  const cart = productPage.cart;
  await cart.getByRole("textbox", { name: "Quantity of Palm basket" }).fill("5");
  await expect(cart.getByText("Only 3 left.")).toBeVisible();
  await expect(cart.getByRole("definition")).toHaveText(["–", "–", "Lower the quantity first"]);
  await cart.getByRole("button", { name: "Change to 3" }).click();
  await expect(cart.getByRole("definition")).toHaveText(["$30.00", "$6.00", "$36.00"]);
  await cart.getByRole("textbox", { name: "Quantity of Palm basket" }).fill("two");
  await expect(cart.getByRole("definition")).toHaveText(["–", "–", "Enter a quantity first"]);
});

test("an invalid quantity blocks the order until it is fixed", async ({ productPage, checkout, store }) => {
  await productPage.addToCart((await store.product({ name: "Clay drum", quantity: 500 })).id);
  await checkout.open();
  const quantity = checkout.quantityOf("Clay drum");
  await quantity.fill("10 - 12");
  await expect(quantity).toHaveAccessibleDescription("A quantity is a whole number, such as 2.");
  await expect(checkout.blocked("Enter a quantity first")).toBeDisabled();
  await quantity.fill("12");
  await expect(checkout.place).toBeEnabled();
  await expect(productPage.cartButton).toHaveAccessibleName("Cart, 12 items");
});
