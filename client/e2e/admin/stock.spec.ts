import { expectAccessible } from "../test";
import { expect, test } from "./fixtures";

test("the owner watches a sale, freezes and releases it, and adds to the stock with a reason", async ({
  admin,
  browser,
  services,
  store,
}) => {
  const { id } = await store.product({ name: "Watched lamp", quantity: 10 });
  await admin.goto("/admin/products");
  await admin.getByRole("link", { name: "Sale and stock of Watched lamp" }).click();
  await expect(admin.getByRole("heading", { name: "Watched lamp" })).toBeVisible();
  await expect(admin.getByText("Live", { exact: true }).last()).toBeVisible();
  const figure = (name: string) => admin.locator("dl > div").filter({ hasText: name }).locator("dd");
  await expect(figure("Left")).toHaveText("10");

  await store.order(id, 1);
  await expect(figure("Left")).toHaveText("9");
  await expect(figure("Sold")).toHaveText("1");

  const shopper = await (await browser.newContext({ baseURL: services.shopUrl })).newPage();
  await shopper.goto(`/products/${id}`);
  await expect(shopper.getByRole("button", { name: "Add to cart" })).toBeEnabled();
  await admin.getByRole("button", { name: "Freeze" }).click();
  await expect(admin.getByText("Frozen: no new orders")).toBeVisible();
  await expect(shopper.getByRole("button", { name: "Sale paused" })).toBeDisabled();
  await admin.getByRole("button", { name: "Release" }).click();
  await expect(shopper.getByRole("button", { name: "Add to cart" })).toBeEnabled();
  await shopper.context().close();

  await admin.getByRole("textbox", { name: "Units" }).fill("5");
  await admin.getByRole("textbox", { name: "Reason" }).fill("Delivery");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(figure("Left")).toHaveText("14");
  const row = admin.getByRole("row").filter({ hasText: "Delivery" });
  await expect(row).toContainText("+5");
  await expect(admin.getByText("These changes and the orders add up to the stock.")).toBeVisible();
  await expectAccessible(admin);
});
