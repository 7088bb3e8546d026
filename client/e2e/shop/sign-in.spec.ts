import type { Page } from "@playwright/test";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ProductPage } from "../page-objects/product-page";
import { until } from "../process";
import { sandboxWith } from "../sandbox";
import { expect } from "../test";

// Only the sandbox has a worker here, which writes the mails.
const test = sandboxWith();

/** The newest code that was sent to this address. */
async function codeFor(mails: string, email: string, count: number): Promise<string> {
  const codes: string[] = [];
  await until(`mail number ${count} to ${email}`, async () => {
    codes.length = 0;
    const names = await readdir(mails).catch(() => []);
    for (const name of names.filter((one) => one.endsWith(".sign_in.eml")).sort()) {
      const text = await readFile(join(mails, name), "utf8");
      const code = /^Subject: Your sign-in code: (\d{6})/m.exec(text)?.[1];
      if (text.includes(`To: ${email}`) && code) codes.push(code);
    }
    return codes.length >= count;
  });
  return codes.at(-1) ?? "";
}

async function signIn(page: Page, mails: string, email: string, count: number) {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Code", { exact: true })).toBeFocused();
  await page.keyboard.type(await codeFor(mails, email, count));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "My orders" })).toBeVisible();
}

test("an order of one device is in my orders on another, until the buyer signs out everywhere", async ({
  page,
  browser,
  baseURL,
  services,
  store,
  productPage,
  checkout,
  myOrders,
}) => {
  const email = "ada@example.com";
  await signIn(page, services.mails, email, 1);
  const cookie = (await page.context().cookies()).find(({ name }) => name === "souk_buyer");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/" });
  expect(await page.evaluate(() => document.cookie)).toBe("");

  const product = await store.product({ name: "Olive board" });
  await productPage.addToCart(product.id);
  await checkout.open();
  await checkout.pay.click();
  await page.waitForURL(/\/pay\//);

  const context = await browser.newContext(baseURL ? { baseURL } : {});
  const phone = await context.newPage();
  await signIn(phone, services.mails, email, 2);
  await expect(phone.getByRole("list", { name: "Orders", exact: true })).toContainText("Olive board");

  await new ProductPage(phone).addToCart(product.id);
  await phone.goto("/checkout");
  await expect(phone.getByLabel("E-mail")).toHaveValue(email);

  await phone.getByRole("link", { name: "Account" }).click();
  await phone.getByRole("button", { name: "Sign out on every device" }).click();
  await expect(phone.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.goto("/orders");
  await expect(page.getByRole("link", { name: "Sign in for all orders" })).toBeVisible();
  await expect(myOrders.row("Olive board"), "this browser still knows what it placed").toBeVisible();
  await context.close();
});
