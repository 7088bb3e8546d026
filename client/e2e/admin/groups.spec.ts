import { csv, expect, test } from "./fixtures";
import { choose, confirm, headline } from "./import-steps";

test.beforeEach(({ store }) => store.clear());

test("a shirt in three sizes is made in one form, and is one card of the shop", async ({ admin, store }) => {
  await admin.goto("/admin/products");
  await admin.getByRole("link", { name: "New variants" }).click();
  await admin.getByLabel("Name").fill("Drop shirt");
  await admin.getByLabel("Values of option 1").fill("S, M, L");
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

  await admin.getByLabel("Values of option 1").fill("S, M, L, XL");
  await admin.getByLabel("Price").fill("48");
  await admin.getByLabel("XL", { exact: true }).fill("3");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(variants).toHaveCount(4);

  await admin.goto("/groups/drop-shirt");
  await expect(admin.getByRole("radio")).toHaveCount(4);
  await expect(admin.getByRole("radio", { name: "L sold out" })).toBeVisible();
});

test("a value that a variant has cannot be taken away, and a form without stock makes nothing", async ({
  admin,
  store,
}) => {
  await admin.goto("/admin/new-group");
  await admin.getByLabel("Name").fill("Empty shirt");
  await admin.getByLabel("Values of option 1").fill("S, M");
  await admin.getByRole("button", { name: "Make these products" }).click();
  await expect(admin.getByText("Write the stock of at least one variant.")).toBeVisible();
  expect(await store.products("empty shirt")).toEqual([]);

  await store.group("Kept shirt", { S: 1, M: 1 });
  await admin.goto("/admin/groups/kept-shirt");
  await admin.getByLabel("Values of option 1").fill("S");
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
