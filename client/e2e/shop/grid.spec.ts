import { expect, test } from "../test";

test.beforeEach(async ({ store }) => {
  await store.clear();
  await store.product({ name: "Brass lamp", price: 89, quantity: 12 });
  await store.product({ name: "Copper kettle", price: 112, quantity: 3 });
  await store.product({ name: "Brass tray", price: 42, quantity: 0 });
});

test("the grid shows name, price, stock and art", async ({ shop }) => {
  await shop.open();
  await expect(shop.cards).toHaveCount(3);
  await expect(shop.card("Brass lamp").getByText("$106.80", { exact: true })).toBeVisible();
  await expect(shop.card("Brass lamp")).toContainText("12 left");
  await expect(shop.card("Brass tray")).toContainText("Sold out");
  await expect(shop.card("Copper kettle").locator("svg")).toBeVisible();
  await expect(shop.count).toHaveText("3 products");
});

for (const width of [360, 1280]) {
  test(`nothing moves when the prices arrive, at ${width} px`, async ({ page, shop }) => {
    await page.setViewportSize({ width, height: 800 });
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route("**/quotes", async (route) => {
      await held;
      await route.continue();
    });
    await shop.open();
    await expect(shop.cards).toHaveCount(3);
    const before = await shop.heights();
    answer();
    await expect(shop.card("Brass lamp").getByText("$106.80", { exact: true })).toBeVisible();
    expect(await shop.heights()).toEqual(before);
  });
}

test("search, sort and stock live in the address, and survive reload and Back", async ({ page, shop }) => {
  await shop.open();
  await shop.search.fill("brass");
  await expect(shop.cards).toHaveCount(2);
  await shop.sort.selectOption({ label: "Price, low to high" });
  await expect(page).toHaveURL(/q=brass/);
  await expect(page).toHaveURL(/sort=price/);
  await expect.poll(() => shop.names()).toEqual(["Brass tray", "Brass lamp"]);
  await shop.inStock.check();
  await expect.poll(() => shop.names()).toEqual(["Brass lamp"]);

  await page.reload();
  await expect(shop.search).toHaveValue("brass");
  await expect(shop.inStock).toBeChecked();
  await expect.poll(() => shop.names()).toEqual(["Brass lamp"]);

  await page.goBack();
  await expect(shop.inStock).not.toBeChecked();
  await expect(shop.cards).toHaveCount(2);
  await page.goBack();
  await page.goBack();
  await expect(shop.search).toHaveValue("");
  await expect(shop.cards).toHaveCount(3);
});

test("a sale elsewhere shows in the grid", async ({ shop, store }) => {
  const product = await store.product({ name: "Clay drum", quantity: 8 });
  await shop.open();
  await expect(shop.card("Clay drum")).toContainText("8 left");
  await store.order(product.id, 3);
  await expect(shop.card("Clay drum")).toContainText("5 left");
});

test("no match and an empty shop are two different states", async ({ page, shop, store }) => {
  await shop.open("?q=zebra");
  await expect(page.getByRole("heading", { name: "No products found" })).toBeVisible();
  await page.getByRole("button", { name: "Show all products" }).click();
  await expect(shop.cards).toHaveCount(3);

  await store.clear();
  await page.reload();
  await expect(page.getByRole("heading", { name: "No products yet" })).toBeVisible();
});

test("the next page is shown on demand", async ({ page, shop, store }) => {
  for (let index = 0; index < 30; index++) await store.product({ name: `Tile ${index}` });
  await shop.open();
  await expect(shop.cards).toHaveCount(24);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(shop.cards).toHaveCount(33);
  await expect(page.getByRole("button", { name: "Show more" })).toHaveCount(0);
});

test("a service that is down is reported, can be retried, and recovers by itself", async ({
  page,
  shop,
  services,
}) => {
  await services.inventory.stop();
  try {
    await shop.open();
    await expect(page.getByRole("heading", { name: "The products cannot be shown right now" })).toBeVisible();
    await expect(page.getByRole("banner")).toBeVisible();
    await page.getByRole("button", { name: "Try again" }).click();
  } finally {
    await services.inventory.start();
  }
  await expect(shop.cards).toHaveCount(3);
});

test("the grid stays while the service is down", async ({ page, shop, services }) => {
  await shop.open();
  await expect(shop.cards).toHaveCount(3);
  await services.inventory.stop();
  try {
    await expect(page.getByRole("alert")).toContainText("is not responding", { timeout: 20_000 });
    await expect(shop.cards).toHaveCount(3);
  } finally {
    await services.inventory.start();
  }
  await expect(page.getByRole("alert")).toHaveCount(0, { timeout: 20_000 });
});

test("the shop can be browsed while payment is down", async ({ shop, productPage, services }) => {
  await services.payment.stop();
  try {
    await shop.open();
    await expect(shop.cards).toHaveCount(3);
    await expect(shop.card("Brass lamp")).toContainText("Price not available right now");
    await shop.card("Brass lamp").getByRole("link").click();
    await productPage.add.click();
    await expect(productPage.cart).toContainText("Brass lamp");
  } finally {
    await services.payment.start();
  }
});
