import { customer, expectAccessible } from "../test";
import { expect, test } from "./fixtures";

test("a paid order is packed from the list, shipped with a tracking number, and its buyer sees that", async ({
  admin,
  store,
}) => {
  const { id } = await store.product({ name: "Shipped lamp" });
  const { pk, number } = await store.cart([id], customer);
  await store.settled(pk);

  await admin.goto("/admin/orders");
  await admin.getByRole("link", { name: "To ship" }).click();
  const orders = admin.getByRole("navigation", { name: "Store" }).getByRole("link", { name: "Orders" });
  await expect(orders).toHaveAttribute("aria-current", "true");
  const row = admin.getByRole("listitem").filter({ hasText: number });
  await expect(row).toContainText("12 Main Street");
  await expect(admin.getByRole("heading", { name: /^To pack: / })).toBeVisible();
  await row.getByRole("button", { name: `Mark as packed: order ${number}` }).click();
  await expect(row.getByText("Packed", { exact: true })).toBeVisible();
  await expectAccessible(admin);

  await row.getByRole("button", { name: `Ship: order ${number}` }).click();
  await expect(admin.getByRole("textbox", { name: "Tracking number" })).toBeFocused();
  await admin.keyboard.type("1Z 999 AA1");
  await admin.getByRole("button", { name: "Mark as shipped" }).click();
  await expect(row).toHaveCount(0);

  await admin.goto("/admin/orders");
  await expect(admin.getByRole("row").filter({ hasText: number })).toContainText("Shipped");
  await admin.goto(`/orders/${pk}`);
  await expect(admin.getByRole("heading", { name: "Your order is on its way" })).toBeVisible();
  await expect(admin.getByRole("region", { name: "Delivery address" })).toContainText(customer.address.city);
  await expectAccessible(admin);
  await expect(admin.getByRole("list", { name: "Timeline" })).toContainText("Tracking number: 1Z 999 AA1");
  await admin.goto(`/admin/orders/${pk}`);
  await expect(admin.getByText(/^Shipped on \w+ \d+, \d{4}, .* Tracking number: 1Z 999 AA1$/)).toBeVisible();
});
