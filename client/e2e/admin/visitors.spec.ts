import { expectAccessible } from "../test";
import { expect, test } from "./fixtures";

test("the owner sees who orders, and cancels what one address has open", async ({
  admin,
  services,
  store,
}) => {
  const product = await store.product();
  // Without its consumer the order stays open.
  await services.paymentConsumer.stop();
  try {
    const { pk } = await store.order(product.id, 1);
    await admin.goto("/admin/orders");
    await admin.getByRole("link", { name: "Who orders" }).click();
    const cancel = admin.getByRole("button", { name: "Cancel the open orders of 127.0.0.1" });
    await expect(cancel).toBeEnabled({ timeout: 20_000 });
    await expectAccessible(admin);
    await cancel.click();
    await expect(admin.getByRole("dialog")).toContainText("Several people can share an address");
    await expectAccessible(admin);
    await admin.getByRole("button", { name: "Cancel them" }).click();
    await expect(admin.getByText(/orders? (was|were) cancelled/)).toBeVisible();
    await expect(cancel).toBeDisabled();
    await admin.goto(`/admin/orders/${pk}`);
    await expect(admin.getByText("Cancelled").first()).toBeVisible();
  } finally {
    await services.paymentConsumer.start();
  }
});
