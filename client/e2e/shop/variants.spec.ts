import { expect, test } from "../test";

test.beforeEach(({ store }) => store.clear());

test("a group is one card and one page, whose options choose a variant that is ordered", async ({
  page,
  shop,
  productPage,
  store,
}) => {
  await store.group("Friday shirt", { S: 2, M: 0, L: 1 });
  await store.product({ name: "Brass lamp" });
  await shop.open();
  await expect(shop.count).toHaveText("2 products");
  await expect(shop.card("Friday shirt")).toContainText("3 options");
  await shop.card("Friday shirt").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Friday shirt");
  await expect(page.getByRole("button", { name: "Choose size" })).toBeDisabled();

  const sizes = page.getByRole("group", { name: "size" });
  await sizes.getByRole("radio", { name: "M sold out" }).check();
  await expect(productPage.soldOut).toBeDisabled();
  await sizes.getByRole("radio", { name: "S", exact: true }).check();
  await expect(productPage.stock("2 left")).toBeVisible();
  await productPage.add.click();
  await expect(productPage.cart.getByText("Friday shirt – S")).toBeVisible();
});

test("each option is live: a size that is sold elsewhere is struck through within two seconds", async ({
  page,
  store,
}) => {
  const [, large] = await store.group("Saturday shirt", { S: 2, L: 1 });
  await page.goto("/groups/saturday-shirt");
  const option = page.getByText("L", { exact: true });
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(option).not.toHaveCSS("text-decoration-line", "line-through");
  await store.order(large?.id ?? "", 1);
  await expect(page.getByRole("radio", { name: "L sold out" })).toBeVisible({ timeout: 2_000 });
  await expect(option).toHaveCSS("text-decoration-line", "line-through");
});

test("a group whose sizes are all frozen stays on its page, and one that is sold out says so", async ({
  page,
  store,
}) => {
  const sizes = await store.group("Paused shirt", { S: 2, L: 1 });
  for (const { id } of sizes) await store.freeze(id);
  await page.goto("/groups/paused-shirt");
  await expect(page.getByRole("button", { name: "Sale paused" })).toBeDisabled();
  await page.getByRole("radio", { name: "S", exact: true }).check();
  await expect(page.getByRole("button", { name: "Sale paused" })).toBeDisabled();

  await store.group("Empty shirt", { S: 0, L: 0 });
  await page.goto("/groups/empty-shirt");
  await expect(page.getByRole("button", { name: "Sold out" })).toBeDisabled();
});

test("before the start of a drop its page counts down once, whether a size is chosen or not", async ({
  page,
  productPage,
  store,
}) => {
  const sale_starts_at = new Date(Date.now() + 3_600_000).toISOString();
  for (const { id } of await store.group("Coming shirt", { S: 2, L: 1 }))
    await store.edit(id, { sale_starts_at });
  await page.goto("/groups/coming-shirt");
  const starts = page.locator("main").getByText(/Starts/);
  await expect(page.getByRole("timer")).toContainText(/Starts in (59|01:00):/);
  await expect(starts).toHaveCount(1);
  await expect(productPage.stock("3 left")).toBeVisible();
  await page.getByRole("radio", { name: "S", exact: true }).check();
  await expect(page.getByRole("button", { name: "Not on sale yet" })).toBeDisabled();
  await expect(page.getByRole("timer")).toBeVisible();
  await expect(starts).toHaveCount(1);
  await expect(productPage.stock("2 left")).toBeVisible();
});

test("the keyboard alone chooses a size and adds it", async ({ page, productPage, store }) => {
  await store.group("Sunday shirt", { S: 2, M: 3 });
  await page.goto("/groups/sunday-shirt");
  await page.getByRole("radio", { name: "S", exact: true }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "M", exact: true })).toBeChecked();
  await productPage.add.focus();
  await page.keyboard.press("Enter");
  await expect(productPage.cart.getByText("Sunday shirt – M")).toBeVisible();
});

test("the address of a variant leads to its group with the variant chosen", async ({
  page,
  productPage,
  store,
}) => {
  const [, medium] = await store.group("Monday shirt", { S: 2, M: 3 });
  await productPage.open(medium?.id ?? "");
  await expect(page).toHaveURL(/\/groups\/monday-shirt/);
  await expect(page.getByRole("radio", { name: "M", exact: true })).toBeChecked();
  await expect(productPage.stock("3 left")).toBeVisible();
});

test("an unknown group shows a not-found page", async ({ page }) => {
  await page.goto("/groups/no-such-group");
  await expect(page.getByRole("heading", { name: "Product not found" })).toBeVisible();
});
