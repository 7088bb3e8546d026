import { expectAccessible } from "../test";
import { csv, expect, test } from "./fixtures";
import { choose, confirm, headline } from "./import-steps";

test.beforeEach(({ store }) => store.clear());

test("a shirt in three sizes is made in one form, and is one card of the shop", async ({ admin, store }) => {
  await admin.goto("/admin/products");
  await admin.getByRole("link", { name: "New variants" }).click();
  await admin.getByLabel("Name").fill("Drop shirt");
  await admin.getByLabel("Its values").fill("S, M, L");
  await admin.getByLabel("Price").fill("45");
  for (const [size, stock] of Object.entries({ S: "5", M: "7", L: "0" }))
    await admin.getByLabel(size, { exact: true }).fill(stock);
  await admin.getByLabel("Limit per order").fill("2");
  await admin.getByRole("button", { name: "Make these products" }).click();

  await expect(admin).toHaveURL(/\/admin\/groups\/drop-shirt$/);
  const variants = admin.getByRole("listitem").filter({ hasText: "Drop shirt –" });
  await expect(variants).toHaveCount(3);
  await expect(variants.nth(1)).toContainText("Drop shirt – M");
  const made = await store.products("drop shirt");
  expect(made.map(({ limit_per_order }) => limit_per_order)).toEqual([2, 2, 2]);

  await admin.getByLabel("Its values").fill("S, M, L, XL");
  await admin.getByLabel("Price").fill("48");
  await admin.getByLabel("XL", { exact: true }).fill("3");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(variants).toHaveCount(4);

  await admin.goto("/groups/drop-shirt");
  await expect(admin.getByRole("radio")).toHaveCount(4);
  await expect(admin.getByRole("radio", { name: "L sold out" })).toBeVisible();
});

test("a group without variants can be deleted", async ({ admin, store, services }) => {
  const [only] = await store.group("Short-lived shirt", { S: 2 });
  await admin.goto("/admin/groups/short-lived-shirt");
  await expect(admin.getByRole("link", { name: only?.name })).toBeVisible();
  await expect(admin.getByRole("button", { name: "Delete group" })).toHaveCount(0);
  await store.remove(only?.id ?? "");
  await admin.reload();
  await admin.getByRole("button", { name: "Delete group" }).click();
  await expect(admin).toHaveURL(/\/admin\/products$/);
  await expect(admin.getByText("Short-lived shirt was deleted.")).toBeVisible();
  expect((await fetch(`${services.inventoryUrl}/groups/short-lived-shirt`)).status).toBe(404);
});

test("all sizes go on sale, are frozen and are released together", async ({ admin, store }) => {
  const sizes = await store.group("Friday shirt", { S: 2, M: 3, L: 1 });
  for (const { id } of sizes) await store.edit(id, { state: "draft" });
  const states = async () => (await store.products("friday shirt")).map(({ state }) => state);
  await admin.goto("/admin/groups/friday-shirt");
  const sale = admin.getByRole("group", { name: "Sale of all variants" });
  await expect(sale.getByRole("button")).toHaveText(["Put on sale"]);
  await sale.getByRole("button").click();
  const question = admin.getByRole("dialog");
  await expect(question.getByRole("heading")).toHaveText("Put 3 products on sale?");
  expect(await states()).toEqual([]);
  await question.getByRole("button", { name: "Put on sale" }).click();
  await expect(question).toHaveCount(0);
  expect(await states()).toEqual(["active", "active", "active"]);

  await sale.getByRole("button", { name: "Freeze all" }).click();
  await expectAccessible(admin);
  await question.getByRole("button", { name: "Cancel" }).click();
  expect(await states()).toEqual(["active", "active", "active"]);
  await sale.getByRole("button", { name: "Freeze all" }).click();
  await question.getByRole("button", { name: "Freeze", exact: true }).click();
  await expect(admin.getByText("Frozen", { exact: true })).toHaveCount(3);
  expect(await states()).toEqual(["frozen", "frozen", "frozen"]);

  await sale.getByRole("button", { name: "Release all" }).click();
  await question.getByRole("button", { name: "Release", exact: true }).click();
  await expect(sale.getByRole("button", { name: "Freeze all" })).toBeVisible();
  expect(await states()).toEqual(["active", "active", "active"]);
});

test("a variant whose sale could not be changed is named", async ({ admin, store }) => {
  const [, , large] = await store.group("Gone shirt", { S: 2, M: 3, L: 1 });
  await admin.goto("/admin/groups/gone-shirt");
  await admin.getByRole("button", { name: "Freeze all" }).click();
  await store.remove(large?.id ?? "");
  const question = admin.getByRole("dialog");
  await question.getByRole("button", { name: "Freeze", exact: true }).click();
  await expect(question.getByRole("alert").getByRole("listitem")).toHaveText([/^Gone shirt – L: /]);
  await question.getByText("Close", { exact: true }).click();
  await expect(admin.getByText("Frozen", { exact: true })).toHaveCount(2);
});

test("selected products are frozen and released together", async ({ admin, store }) => {
  await store.many(3);
  await admin.goto("/admin/products");
  await admin.getByLabel("Select Product 0").check();
  await admin.getByLabel("Select Product 2").check();
  const chosen = admin.getByRole("region", { name: "Selected products" });
  await chosen.getByRole("button", { name: "Freeze" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Freeze", exact: true }).click();
  await expect(admin.getByText("Frozen", { exact: true })).toHaveCount(2);
  await expect(chosen).toHaveCount(0);

  await admin.getByRole("checkbox", { name: "Select all" }).check();
  await chosen.getByRole("button", { name: "Release" }).click();
  await expect(admin.getByRole("dialog").getByRole("listitem")).toHaveCount(2);
  await admin.getByRole("dialog").getByRole("button", { name: "Release", exact: true }).click();
  await expect(admin.getByText("Frozen", { exact: true })).toHaveCount(0);
});

test("a value that a variant has cannot be taken away, and a form without stock makes nothing", async ({
  admin,
  store,
}) => {
  await admin.goto("/admin/new-group");
  await admin.getByLabel("Name").fill("Empty shirt");
  await admin.getByLabel("Its values").fill("S, M");
  await admin.getByRole("button", { name: "Make these products" }).click();
  await expect(admin.getByText("Write the stock of at least one variant.")).toBeVisible();
  expect(await store.products("empty shirt")).toEqual([]);

  await store.group("Kept shirt", { S: 1, M: 1 });
  await admin.goto("/admin/groups/kept-shirt");
  await admin.getByLabel("Its values").fill("S");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByRole("alert")).toContainText('"size" should be one of these: S');
});

test("a file brings its groups, and importing it again changes nothing", async ({ admin }) => {
  const file = csv("variants.csv", [
    "name,price,quantity,group,options",
    "Wool hat – red,20,5,Wool hat,colour: red",
    "Wool hat – blue,22,6,Wool hat,colour: blue",
    "Wool hat – green,22,6,Wool hat,size: M",
  ]);
  await choose(admin, file);
  await expect(admin.getByRole("button", { name: "2 New" })).toBeVisible();
  await expect(admin.getByRole("button", { name: "1 Invalid" })).toBeVisible();
  await confirm(admin);
  await headline(admin, "2 products imported, 1 row failed");
  await admin.goto("/groups/wool-hat");
  await expect(admin.getByRole("radio", { name: "blue" })).toBeVisible();
  await choose(admin, file);
  await expect(admin.getByRole("button", { name: "2 Unchanged" })).toBeVisible();
});
