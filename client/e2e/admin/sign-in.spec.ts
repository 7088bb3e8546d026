import type { Page } from "@playwright/test";
import { adminToken, startServices } from "../services";
import { expectAccessible } from "../test";
import { expect, test } from "./fixtures";

test("a visitor without a session signs in and reaches the intended page", async ({ page }) => {
  await page.goto("/admin/orders?status=completed");
  await expect(page.getByLabel("Store token")).toBeVisible();
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toBeFocused();
  await expect(heading, "only controls show the focus").toHaveCSS("outline-style", "none");
  await expectAccessible(page);
  await page.getByLabel("Store token").fill(adminToken);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Orders", exact: true })).toBeVisible();
  expect(page.url()).toContain("/admin/orders?status=completed");

  const cookie = (await page.context().cookies()).find(({ name }) => name === "souk_admin");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/" });
  expect(await page.evaluate(() => document.cookie)).toBe("");
});

const answerOf = (page: Page) => page.waitForResponse((response) => response.request().method() === "POST");

test("the sixth wrong token in a minute has to wait", async ({ page }) => {
  test.setTimeout(90_000);
  // Wrong tokens are counted by address and process: these must not lock the other tests out.
  const own = await startServices({ SOUK_ADMIN_TOKEN: adminToken });
  try {
    await page.goto(`${own.shopUrl}/admin/sign-in`);
    for (let n = 1; n <= 5; n++) {
      const answered = answerOf(page);
      await page.getByLabel("Store token").fill(`${adminToken.slice(0, -1)}${n}`);
      await page.keyboard.press("Enter");
      expect((await answered).status()).toBe(401);
      await expect(page.getByRole("alert")).toHaveText("This token is not correct.");
    }
    const answered = answerOf(page);
    await page.getByLabel("Store token").fill(adminToken);
    await page.keyboard.press("Enter");
    expect((await answered).status()).toBe(429);
    await expect(page.getByRole("alert")).toHaveText("Too many attempts. Wait a minute, then try again.");
  } finally {
    await own.stop();
  }
});

test("inventory down: the form reports it, and works again after recovery", async ({ page, services }) => {
  await page.goto("/admin/sign-in");
  await services.inventory.stop();
  await page.getByLabel("Store token").fill(adminToken);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("The shop is not responding right now");
  await services.inventory.start();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Products", exact: true })).toBeVisible();
});

test("a wrong token shows one message and focuses the field", async ({ page }) => {
  await page.goto("/admin/sign-in");
  await page.getByLabel("Store token").fill("not this one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toHaveText("This token is not correct.");
  await expect(page.getByLabel("Store token")).toBeFocused();
});

test("after signing out the admin asks for a sign-in", async ({ admin }) => {
  await admin.goto("/admin/products");
  await admin.getByRole("button", { name: "Sign out" }).click();
  await expect(admin.getByLabel("Store token")).toBeVisible();
  await admin.goto("/admin/products");
  await expect(admin.getByLabel("Store token")).toBeVisible();
});

test("an expired session asks for a sign-in in a dialog, and typed text is kept", async ({ admin }) => {
  await admin.goto("/admin/products");
  await admin.getByRole("button", { name: "New product" }).click();
  const form = admin.getByRole("dialog", { name: "New product" });
  await expect(form.getByLabel("Name")).toBeFocused();
  await admin.keyboard.type("Long thought-out rug");
  await form.getByLabel("Price").fill("31");
  await form.getByLabel("Stock").fill("4");
  await admin.context().clearCookies();
  await admin.keyboard.press("Enter");
  const door = admin.getByRole("dialog", { name: "Your session has expired" });
  await expect(door.getByLabel("Store token")).toBeFocused();
  await expectAccessible(admin);
  await admin.keyboard.type(adminToken);
  await admin.keyboard.press("Enter");
  await expect(door).toBeHidden();
  await expect(form.getByLabel("Name")).toHaveValue("Long thought-out rug");
  await form.getByRole("button", { name: "Add product" }).click();
  await expect(admin.getByRole("button", { name: /^Price of Long thought-out rug: \$31\.00/ })).toBeVisible();
});

test("an edit refused because the session expired is rolled back", async ({ admin, store }) => {
  const { name } = await store.product({ name: "Expiring rug" });
  await admin.goto("/admin/products?q=Expiring");
  await expect(admin.getByText(name, { exact: true })).toBeVisible();
  await admin.context().clearCookies();
  await admin.getByRole("button", { name: /^Price of Expiring rug/ }).click();
  await admin.keyboard.type("31");
  await admin.keyboard.press("Enter");
  await expect(admin.getByText("“Expiring rug” was not changed. Your session has expired.")).toBeVisible();
  await admin.getByLabel("Store token").fill(adminToken);
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("button", { name: /^Price of Expiring rug: \$20\.00/ })).toBeVisible();
});
