import type { Page } from "@playwright/test";
import { ProductPage } from "../page-objects/product-page";
import { ShopPage } from "../page-objects/shop-page";
import { expect, ownStream, test } from "../test";

const isStream = (url: string) => url.includes("/events");

test("the visible part of a long list is live", async ({ page, shop, store }) => {
  await store.clear();
  const products = await store.many(300);
  await shop.open();
  const more = page.getByRole("button", { name: "Show more" });
  for (let shown = 24; shown < 300; shown = Math.min(300, shown + 24)) {
    await expect(shop.cards).toHaveCount(shown);
    await more.click();
  }
  await expect(shop.cards).toHaveCount(300);
  await shop.cards.last().scrollIntoViewIfNeeded();
  const [oldest = ""] = products;
  await store.order(oldest, 4);
  await expect(shop.cards.last()).toContainText("6 left");
  // What was off the screen meanwhile is right when it is seen again.
  await store.order(products.at(-1) ?? "", 3);
  await shop.cards.first().scrollIntoViewIfNeeded();
  await expect(shop.cards.first()).toContainText("7 left");
});

test("products that move between two pages are listed once, and the page reports that the list changed", async ({
  page,
  shop,
  store,
}) => {
  await store.clear();
  const products = await store.many(30, (index) => ({ price: 10 + index }));
  await shop.open("?sort=price");
  await expect(shop.cards).toHaveCount(24);
  await store.edit(products[2] ?? "", { price: 90 });
  await store.edit(products[27] ?? "", { price: 1 });
  await page.getByRole("button", { name: "Show more" }).click();
  const note = page.getByRole("status").filter({ hasText: "The list has changed since you opened it." });
  await expect(note).toBeVisible();
  const names = await shop.names();
  expect(new Set(names).size).toBe(names.length);
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(shop.cards).toHaveCount(30);
  await expect(note).toHaveCount(0);
  await expect(shop.cards.first()).toContainText("Product 27");
  await expect(shop.cards.last()).toContainText("Product 2");
});

test("eight tabs share their streams: all are live, requests are answered, and a tab can close", async ({
  page,
  context,
  store,
}) => {
  const product = await store.product({ name: "Brass lamp", quantity: 20 });
  const tabs: Page[] = [page, ...(await Promise.all(Array.from({ length: 7 }, () => context.newPage())))];
  for (const [index, tab] of tabs.entries()) {
    if (index % 2) await new ShopPage(tab).open();
    else await new ProductPage(tab).open(product.id);
  }
  const stock = (tab: Page) => tab.getByText(/^\d+ left$/).first();
  await store.order(product.id, 1);
  for (const tab of tabs) await expect(stock(tab)).toHaveText("19 left");
  for (const tab of tabs.filter((_, index) => index % 2 === 0))
    await expect(tab.getByText("Live", { exact: true })).toBeVisible();
  expect(await page.evaluate(async () => (await fetch("/api/inventory/products")).status)).toBe(200);
  await page.close();
  await store.order(product.id, 2);
  for (const tab of tabs.slice(1)) await expect(stock(tab)).toHaveText("17 left");
});

test("without a shared worker a page has a stream of its own", async ({ page, productPage, store }) => {
  await ownStream(page);
  const product = await store.product({ quantity: 5 });
  const stream = page.waitForRequest((request) => isStream(request.url()));
  await productPage.open(product.id);
  await stream;
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await store.order(product.id, 1);
  await expect(productPage.stock("4 left")).toBeVisible();
});
