import { addBrokenEntry, expect, test } from "./fixtures";

test("every stream shows length, rates, group, lag and age, and the partitions their owners", async ({
  admin,
  store,
}) => {
  const product = await store.product({ name: "Rated lamp", quantity: 1_000 });
  await admin.goto("/admin/operations");
  const streams = admin.getByRole("table");
  const placed = streams.getByRole("row", { name: /^order_placed/ });
  await expect(placed).toContainText("inventory-group");
  const orders = (async () => {
    for (let n = 0; n < 30; n++) await store.order(product.id, 1);
  })();
  await expect(placed.getByRole("cell").nth(1)).not.toHaveText(/^(–|0)$/);
  await expect(placed.getByRole("cell").nth(2)).not.toHaveText(/^(–|0)$/);
  await orders;
  await expect(admin.getByRole("img", { name: /^Orders a second: now/ })).toBeVisible();
  await expect(admin.locator(".uplot canvas")).toBeVisible();
  for (const service of ["inventory", "payment"]) {
    const owners = admin.getByRole("region", { name: `Partitions of ${service}` });
    await expect(owners).toContainText("16 partitions, 1 consumer");
    await expect(owners.getByTitle(/^Partition 0, epoch/)).toBeVisible();
  }
});

test("a consumer's death is told within five seconds, and its return, too", async ({ admin, services }) => {
  await admin.goto("/admin/operations");
  await expect(admin.getByRole("table")).toBeVisible();
  await services.inventoryConsumer.stop();
  await expect(admin.getByText("Nothing is consuming for inventory.")).toBeVisible({ timeout: 5_000 });
  await expect(admin.getByRole("row", { name: /^order_placed/ })).toContainText("Nothing is consuming");
  await services.inventoryConsumer.start();
  await expect(admin.getByText("Nothing is consuming for inventory.")).toBeHidden();
});

test("dead letters are shown with payload, attempts and reason, and can be tried again", async ({
  admin,
}) => {
  const pk = "01J0000000000000000000DEAD";
  addBrokenEntry(pk, "many");
  addBrokenEntry(pk.replace("DEAD", "BEEF"), "none");
  await admin.goto("/admin/operations");
  const letters = admin.getByRole("region", { name: "Dead letters of order_placed" });
  await expect(letters.getByRole("listitem")).toHaveCount(2);
  const letter = letters.getByRole("listitem").filter({ hasText: pk });
  await expect(letter).toContainText("1 attempt");
  await expect(letter.getByRole("group", { name: "Payload" })).toContainText('"quantity": "many"');
  await letter.getByRole("button", { name: /^Retry entry/ }).click();
  await expect(admin.getByText("0 applied, 1 failed again and stay.")).toBeVisible();
  await expect(letter).toContainText("2 attempts");
  await letters.getByRole("button", { name: "Retry all" }).click();
  await expect(admin.getByText("0 applied, 2 failed again and stay.")).toBeVisible();
  await expect(letter).toContainText("3 attempts");
});

test("a service that does not answer keeps its last figures, marked as old", async ({ admin, services }) => {
  await admin.goto("/admin/operations");
  await expect(admin.getByRole("row", { name: /^order_placed/ })).toBeVisible();
  await services.payment.stop();
  await expect(admin.getByText(/payment does not answer\. Its figures are from/i)).toBeVisible();
  await expect(admin.getByRole("row", { name: /^order_placed/ })).toBeVisible();
  await services.payment.start();
  await expect(admin.getByText(/payment does not answer/i)).toBeHidden();
});
