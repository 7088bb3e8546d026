import { adminToken } from "../services";
import { expectAccessible } from "../test";
import { expect, test } from "./fixtures";

test("somebody who is not signed in is asked, and comes to the intended page", async ({ page }) => {
  await page.goto("/admin/orders?status=completed");
  await expect(page.getByLabel("Store token")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Store token").fill(adminToken);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Orders" })).toBeVisible();
  expect(page.url()).toContain("/admin/orders?status=completed");

  const cookie = (await page.context().cookies()).find(({ name }) => name === "souk_admin");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict" });
});

test("a wrong token is answered with one message, and the field is ready for another", async ({ page }) => {
  await page.goto("/admin/sign-in");
  await page.getByLabel("Store token").fill("not this one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toHaveText("This is not the store's token.");
  await expect(page.getByLabel("Store token")).toBeFocused();
});

test("signing out closes the door", async ({ admin }) => {
  await admin.goto("/admin/products");
  await admin.getByRole("button", { name: "Sign out" }).click();
  await expect(admin.getByLabel("Store token")).toBeVisible();
  await admin.goto("/admin/products");
  await expect(admin.getByLabel("Store token")).toBeVisible();
});

test("an expired sign-in is asked for again, and the page is there afterwards", async ({ admin, store }) => {
  const product = await store.product({ name: "Expiring rug" });
  await admin.goto("/admin/products?q=Expiring");
  await expect(admin.getByText(product.name)).toBeVisible();
  await admin.context().clearCookies();
  await admin.getByRole("button", { name: /^Price of Expiring rug/ }).click();
  await admin.keyboard.type("31");
  await admin.keyboard.press("Enter");
  await admin.getByLabel("Store token").fill(adminToken);
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("button", { name: /^Price of Expiring rug: \$20\.00/ })).toBeVisible();
});
