import { expect, test } from "../test";
import { translate } from "../translator";

// Every test ends without an error on the console: see `consoleErrors`.
test.beforeEach(async ({ page, store }) => {
  await translate(page);
  await store.clear();
});

test("a translated grid shows new prices, stock and searches", async ({ page, shop, store }) => {
  const lamp = await store.product({ name: "Brass lamp", price: 20, quantity: 8 });
  await store.product({ name: "Clay drum", quantity: 1 });
  await shop.open();
  await expect(shop.card("Brass lamp")).toContainText("8 left");
  await store.order(lamp.id, 8);
  await expect(shop.card("Brass lamp")).toContainText("Sold out");
  await store.delivered(lamp.id);
  await store.edit(lamp.id, { price: 30, quantity: 5, name: "Brass lantern" });
  await expect(shop.card("Brass lantern")).toContainText("5 left");
  await expect(shop.card("Brass lantern")).not.toContainText("Sold out");
  await shop.search.fill("drum");
  await expect(shop.count).toHaveText("1 product for “drum”");
  await shop.search.fill("zebra");
  await expect(page.getByRole("heading", { name: "No products found" })).toBeVisible();
  await shop.search.fill("");
  await expect(shop.count).toHaveText("2 products");
  await expect(shop.cards).toHaveCount(2);
});

test("a translated product is bought, page by page", async ({ page, shop, productPage, checkout, store }) => {
  const lamp = await store.product({ name: "Brass lamp", quantity: 5 });
  await shop.open();
  await shop.card("Brass lamp").getByRole("link").click();
  await expect(productPage.stock("5 left")).toBeVisible();
  await store.order(lamp.id, 1);
  await expect(productPage.stock("4 left")).toBeVisible();
  await productPage.add.click();
  await productPage.cart.getByRole("link", { name: "Go to checkout" }).click();
  await expect(checkout.place).toBeEnabled();
  await store.edit(lamp.id, { price: 21 });
  await expect(checkout.line("Brass lamp")).toContainText("The price changed");
  await page.getByRole("button", { name: /^Accept \$/ }).click();
  await checkout.place.click();
  await expect(page.getByRole("listitem").filter({ hasText: "Placed" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Paid" })).toContainText("paid.");
  await page.getByRole("link", { name: "My orders" }).first().click();
  await expect(page.getByRole("list", { name: "Orders" })).toContainText("Paid");
  await page.goBack();
  await expect(page.getByRole("listitem").filter({ hasText: "Paid" })).toBeVisible();
});

test("a translated product shows that it is sold out, then deleted", async ({ page, productPage, store }) => {
  const lamp = await store.product({ name: "Brass lamp", quantity: 2, description: "It shines." });
  await productPage.open(lamp.id);
  await expect(productPage.stock("2 left")).toBeVisible();
  await store.order(lamp.id, 2);
  await expect(productPage.soldOut).toBeDisabled();
  await store.edit(lamp.id, { quantity: 9, description: "" });
  await expect(productPage.add).toBeEnabled();
  await store.remove(lamp.id);
  await expect(page.getByRole("heading", { name: "Brass lamp is no longer sold" })).toBeVisible();
});
