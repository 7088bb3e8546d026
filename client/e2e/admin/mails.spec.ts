import { expectAccessible } from "../test";
import { expect, test } from "./fixtures";

const ada = {
  email: "ada@example.com",
  name: "Ada <b>Lovelace",
  address: { line1: "1 Road", city: "London", country: "GB" },
};

test("the store reads a mail as its buyer does, as a page and as text", async ({ admin, store }) => {
  const { id } = await store.product({ name: "Mailed lamp" });
  const { pk, number } = await store.cart([id], ada);
  await store.settled(pk);

  await admin.goto("/admin/mails");
  const row = admin.getByRole("table", { name: "Mails" }).getByRole("row").filter({ hasText: number });
  await expect(row).toContainText("a…@example.com");
  await expect(row).toContainText("Waiting");
  await expectAccessible(admin);
  await row.getByRole("link", { name: `Order ${number} is confirmed` }).click();

  await expect(admin.getByRole("heading", { level: 1 })).toHaveText(`Order ${number} is confirmed`);
  await expect(admin.getByText("To a…@example.com")).toBeVisible();
  await expect(admin.getByText("Waiting")).toBeVisible();
  const page = admin.frameLocator("iframe");
  await expect(page.getByRole("heading", { name: "Order confirmed" })).toBeVisible();
  await expect(page.getByText("Hello Ada <b>Lovelace,")).toBeVisible();
  // Its inline style counts, although the shop's own pages may have none.
  await expect(page.getByRole("link", { name: "See your order" })).toHaveCSS("padding-left", "24px");
  await expect(admin.getByText("Total: $24.00")).toBeVisible();
  await expectAccessible(admin);

  await admin.getByRole("link", { name: "All mails" }).click();
  await row.getByRole("link", { name: number, exact: true }).click();
  await admin.getByRole("button", { name: "Erase customer data" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Erase customer data" }).click();
  await expect(admin.getByText("This order has no customer data.")).toBeVisible();
  await admin.goto("/admin/mails");
  await expect(row).toContainText("Customer erased");
  await expect(row.getByRole("link", { name: `Order ${number} is confirmed` })).toHaveCount(0);
});

test("a mail of an erased customer is not there", async ({ admin }) => {
  await admin.goto("/admin/mails?mail=01M81D9XNKCRETJP4Z435MC977.confirmed");
  await expect(admin.getByRole("heading", { name: "No such mail" })).toBeVisible();
});
