import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../test";

const canonical = (page: Page) => page.locator("link[rel=canonical]");
const links = (page: Page) => page.getByRole("navigation", { name: "Before you buy" }).getByRole("link");

test.beforeEach(({ store }) => store.removePages());
test.afterEach(({ store }) => store.removePages());

test("a page says what it is before its script runs, and the script says the same", async ({
  browser,
  page,
  services,
  store,
}) => {
  const lamp = await store.product({ name: `"Lamp" </script><script>window.hacked = 1</script>`, price: 10 });
  const url = `${services.shopUrl}/products/${lamp.id}`;
  const withoutScript = await browser.newContext({ javaScriptEnabled: false });
  const asServed = await withoutScript.newPage();
  expect((await asServed.goto(url))?.status()).toBe(200);
  const title = `${lamp.name} · Souk`;
  await expect(asServed).toHaveTitle(title);
  await withoutScript.close();

  await page.goto(url);
  await expect(page.getByRole("heading", { level: 1, name: lamp.name })).toBeVisible();
  await expect(page).toHaveTitle(title);
  await expect(canonical(page)).toHaveAttribute("href", url);
  const data = await page.locator("script[type='application/ld+json']").textContent();
  expect(JSON.parse(data ?? "")).toMatchObject({
    name: lamp.name,
    offers: { price: "12.0", priceCurrency: "USD", availability: "https://schema.org/InStock" },
  });
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
});

test("another page of the shop does not share the address of the first one", async ({
  page,
  shop,
  store,
}) => {
  const lamp = await store.product({ name: "Lamp of the links" });
  await page.goto(`/products/${lamp.id}`);
  await expect(canonical(page)).toHaveCount(1);
  await page.getByRole("link", { name: "All products" }).first().click();
  await expect(shop.cards.first()).toBeVisible();
  await expect(page.locator("[data-page]")).toHaveCount(0);
});

test("a search keeps what the start page says", async ({ page, shop, store }) => {
  await store.product();
  await shop.open();
  await shop.search.fill("lamp");
  await expect(page).toHaveURL(/q=lamp/);
  await expect(canonical(page)).toHaveCount(1);
});

test("what does not exist is 404, and the shop says so", async ({ page, services }) => {
  for (const [path, heading] of [
    ["/products/01ARZ3NDEKTSV4RRFFQ69G5FAV", "Product not found"],
    ["/pages/terms", "The shop does not have this page"],
    ["/no/such/page", "Page not found"],
  ] as const) {
    expect((await page.goto(services.shopUrl + path))?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("beside the button stands what a buyer wants to know, as far as the owner wrote it", async ({
      page,
      store,
    }) => {
      const lamp = await store.product({ name: "Lamp of the links" });
      const button = page.getByRole("button", { name: "Add to cart" });
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(`/products/${lamp.id}`);
      await expect(button).toBeVisible();
      await expect(links(page)).toHaveCount(0);
      for (const name of ["contact", "terms", "returns", "delivery"])
        await store.writePage(name, `About ${name}`);
      await page.reload();
      await expect(links(page)).toHaveText(["Delivery", "Returns", "Contact"]);
      await expectAccessible(page);
      await links(page).first().click();
      await expect(page.getByRole("heading", { level: 1, name: "Delivery" })).toBeFocused();
      await expect(page.locator(".page-text")).toHaveText("About delivery");
    });
  });
}
