import { translate } from "../translator";
import { addBrokenEntry, csv, expect, test } from "./fixtures";

// Every test ends without an error on the console: see `consoleErrors`.
test.beforeEach(async ({ page, store }) => {
  await translate(page);
  await store.clear();
});

test("translated products are created, edited and deleted", async ({ admin, store }) => {
  await admin.goto("/admin/products");
  await expect(admin.getByRole("heading", { name: "Products", exact: true })).toBeVisible();
  const lamp = await store.product({ name: "Brass lamp", quantity: 10 });
  const price = admin.getByRole("button", { name: /^Price of Brass lamp/ });
  await expect(price).toHaveText("$20.00");
  await price.click();
  await admin.keyboard.type("x");
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("alert")).toBeVisible();
  await admin.keyboard.press("Control+A");
  await admin.keyboard.type("25");
  await admin.keyboard.press("Enter");
  await expect(price).toHaveText("$25.00");
  await store.edit(lamp.id, { quantity: 0 });
  await expect(admin.getByRole("button", { name: /^Stock of Brass lamp/ })).toHaveText("Sold out");
  await admin.getByRole("button", { name: "Delete Brass lamp" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(admin.getByText("Brass lamp", { exact: true })).toHaveCount(0);
});

test("the translated admin goes from page to page while orders come in", async ({ admin, store }) => {
  const lamp = await store.product({ name: "Pewter lamp" });
  await admin.goto("/admin/orders");
  const { pk } = await store.order(lamp.id, 1);
  const row = admin.getByRole("row").filter({ hasText: "Pewter lamp" });
  // A list without open orders is read every ten seconds.
  await expect(row.first()).toContainText("Completed", { timeout: 20_000 });
  await row.first().getByRole("link").first().click();
  await expect(admin).toHaveURL(new RegExp(pk));
  await expect(admin.getByRole("heading", { name: "Placed" })).toBeVisible();
  await admin.goBack();
  await expect(row.first()).toContainText("Completed");
  await admin.getByRole("link", { name: "Operations" }).click();
  addBrokenEntry("01J00000000000000000TRANS1", "many");
  await expect(admin.getByRole("region", { name: "Dead letters of order_placed" })).toBeVisible();
  await admin.getByRole("link", { name: "Import" }).click();
  await admin
    .getByLabel("CSV file")
    .setInputFiles(csv("some.csv", ["name,price,quantity", "A,2,1", "B,x,1"]));
  await expect(admin.getByRole("table")).toBeVisible();
  await admin.getByRole("link", { name: "Products" }).click();
  await expect(admin.getByText("Pewter lamp").first()).toBeVisible();
});
