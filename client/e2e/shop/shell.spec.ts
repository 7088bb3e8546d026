import type { Page } from "@playwright/test";
import { expect, test } from "../test";

const top = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => element.getBoundingClientRect().top + scrollY);

test("a new page focuses its heading and is announced, and Back restores the position", async ({
  page,
  shop,
  store,
}) => {
  await store.clear();
  await store.many(24);
  await shop.open();
  await shop.card("Product 1").last().scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollTo(0, 900));
  const card = shop.card("Product 3").last().getByRole("link");
  await card.focus();
  const before = await page.evaluate(() => scrollY);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Product 3" })).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "Product 3 · Souk" })).toBeAttached();
  await page.goBack();
  await expect(shop.cards).toHaveCount(24);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
  await page.getByRole("link", { name: "My orders" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "My orders · Souk" })).toBeAttached();
});

test("a page broken by an extension can be rendered again", async ({ page, shop, store, consoleErrors }) => {
  await store.clear();
  await store.product({ name: "Brass lamp" });
  await shop.open();
  await expect(shop.cards).toHaveCount(1);
  // As an extension may: React then removes what is not there.
  await page.evaluate(() => document.querySelector("main ul")?.parentElement?.replaceChildren());
  await page.evaluate(() => history.pushState({}, "", "/?q=zebra"));
  await expect(page.getByRole("heading", { name: "This page has stopped working" })).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "No products found" })).toBeVisible();
  consoleErrors.length = 0;
});

test("a search without a match suggests another search", async ({ page, shop, store }) => {
  await store.clear();
  await store.product({ name: "Brass lamp" });
  await page.route("**/products/suggestions?q=lmap", (route) =>
    route.fulfill({ json: { suggestions: ["lamp"] } }),
  );
  await shop.open("?q=lmap");
  await page.getByRole("link", { name: "lamp", exact: true }).click();
  await expect(shop.cards).toHaveCount(1);
  await expect(shop.search).toHaveValue("lamp");
});

test("invalid search parameters are ignored", async ({ page, shop, myOrders, store }) => {
  const { id } = await store.product({ name: "Olive zither" });
  await page.goto("/?sort=bogus&in_stock=maybe");
  await expect(shop.card("Olive zither")).toBeVisible();
  await page.goto("/?q=zither&sort=constructor");
  await expect(shop.card("Olive zither")).toBeVisible();
  const { pk } = await store.order(id, 1);
  await myOrders.openWith([pk], "?status=bogus");
  await expect(myOrders.row("Olive zither")).toBeVisible();
  await myOrders.openWith([pk], "?status=constructor");
  await expect(myOrders.row("Olive zither")).toBeVisible();
});

test("the page shows something before the script runs", async ({ page, shop }) => {
  await page.route("**/assets/*.js", (route) => route.abort());
  await shop.open();
  await expect(page.getByText("This page opens in a moment.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Souk" })).toBeVisible();
});

test("a picture that cannot be shown is replaced by a drawn one", async ({ page, shop, store }) => {
  await store.clear();
  await store.product({ name: "Foreign lamp", image: "https://cdn.example/lamp.webp" });
  await store.product({ name: "Missing lamp", image: "/images/missing.webp" });
  await store.product({ name: "Own lamp", image: "/icon.svg" });
  await shop.open();
  await expect(shop.card("Foreign lamp").locator("svg")).toBeVisible();
  await expect(shop.card("Missing lamp").locator("svg")).toBeVisible();
  await expect(shop.card("Own lamp").getByRole("presentation")).toBeVisible();
  await expect(page.getByRole("img")).toHaveCount(0);
});

test("shoppers do not see how the store is set up", async ({ page }) => {
  await page.goto("/admin/sign-in");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in to manage the store");
  await expect(page.locator("body")).not.toContainText("SOUK_ADMIN_TOKEN");
});

test.describe("a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("the first product is near the top, also of a search", async ({ page, shop, store }) => {
    await store.clear();
    await store.product({ name: "Brass lamp" });
    for (const search of ["", "?q=lamp"]) {
      await shop.open(search);
      await expect(shop.cards).toHaveCount(1);
      expect(await top(page, "ul[aria-label=Products] li")).toBeLessThanOrEqual(250);
    }
  });

  test("text at twice its size stays on the screen, and the cart is in reach", async ({ page, store }) => {
    const product = await store.product({ name: "Stoneware teapot", description: "0.8 litres." });
    const { pk } = await store.order(product.id, 1);
    await store.settled(pk);
    const paths = ["/", "/?q=zebra", `/products/${product.id}`, `/orders/${pk}`, "/orders", "/checkout"];
    for (const path of [...paths, "/admin/sign-in"]) {
      await page.goto(path);
      await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
      await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, path).toBeLessThanOrEqual(360);
      if (path !== "/admin/sign-in")
        await expect(page.getByRole("button", { name: /^Cart,/ })).toBeInViewport({ ratio: 1 });
    }
  });
});

test("forced colours: every control of a page has a border, and the focus shows", async ({
  page,
  productPage,
  store,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  const { id } = await store.product({ quantity: 5 });
  await productPage.open(id);
  await expect(productPage.add).toBeVisible();
  const bare = await page
    .locator("button:visible, input:visible, select:visible")
    .evaluateAll((controls) =>
      controls
        .filter(
          (one) =>
            getComputedStyle(one).borderTopStyle === "none" || getComputedStyle(one).borderTopWidth === "0px",
        )
        .map((one) => one.outerHTML),
    );
  expect(bare).toEqual([]);
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(
    () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
  );
  expect(outline).toBe("solid");
});

test("from right to left the page is mirrored", async ({ page, productPage, store }) => {
  const { id } = await store.product({ quantity: 5 });
  await productPage.open(id);
  await expect(productPage.add).toBeVisible();
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  const middle = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { left, right } = element.getBoundingClientRect();
        return (left + right) / 2 / innerWidth;
      });
  expect(await middle("header a[aria-label]")).toBeGreaterThan(0.8);
  expect(await middle("article svg")).toBeGreaterThan(0.5);
  await productPage.add.click();
  await expect.poll(() => middle("dialog[open]")).toBeLessThan(0.3);
});
