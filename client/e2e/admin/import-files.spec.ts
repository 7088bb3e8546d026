import { expect, test } from "./fixtures";
import { choose, confirm, fixture, headline, next, row, show } from "./import-steps";

test.beforeEach(({ store }) => store.clear());

test("Windows-1252: the letters are read correctly and match the existing product", async ({
  admin,
  store,
}) => {
  const { id } = await store.product({ name: "Café crème tasse", price: 11 });
  await choose(admin, fixture("01-cp1252-semicolon"));
  await expect(admin.getByLabel("Encoding")).toHaveValue("windows-1252");
  await expect(admin.getByRole("region", { name: "Lines of the file" })).toContainText(
    "Überzug “blau” – 5 €",
  );
  await admin.getByLabel("Encoding").selectOption("Unicode (UTF-8)");
  await next(admin);
  await expect(row(admin, /Line 2/)).toContainText("characters that cannot be read");
  await admin.getByRole("button", { name: "Change file settings" }).click();
  await admin.getByLabel("Encoding").selectOption("Western European (Windows-1252)");
  await expect(admin.getByRole("region", { name: "Lines of the file" })).toContainText("Café crème tasse");
  await next(admin);
  await show(admin, /Changed/);
  await expect(row(admin, /Café crème tasse/)).toContainText("Überzug “blau” – 5 €");
  await confirm(admin);
  await headline(admin, "2 products imported");
  expect(await store.products("tasse")).toMatchObject([{ id, name: "Café crème tasse", price: 12.5 }]);
});

test("Unicode text of a spreadsheet is imported unchanged", async ({ admin, store }) => {
  await choose(admin, fixture("03-utf16le-excel-unicode-text"));
  await confirm(admin);
  await headline(admin, "1 product imported");
  expect(await store.products("Łódź")).toMatchObject([{ name: "Łódź poster", price: 15, quantity: 6 }]);
});

test("decimal commas: asked once, never guessed as thousands", async ({ admin, store }) => {
  await choose(admin, fixture("06-decimal-comma"));
  await expect(admin.getByRole("radio", { name: /^1.5 / })).toBeChecked();
  await next(admin);
  await expect(row(admin, /Schraube/)).toContainText("no more than 2 decimal places");
  await expect(row(admin, /Stoff/)).toContainText("“1,500” is read as 1.5");
  await confirm(admin);
  await headline(admin, "4 products imported, 2 rows failed");
  const found = [...(await store.products("teppich")), ...(await store.products("faden"))];
  const prices = found.map(({ name, price }) => [name, price]);
  expect(Object.fromEntries(prices)).toEqual({
    "Teppich A": 1.5,
    "Teppich B": 12.5,
    "Teppich C": 1299,
    Faden: 2.25,
  });
});

test("WooCommerce: its products by SKU, its parents skipped with the reason", async ({ admin, store }) => {
  await choose(admin, fixture("08-woocommerce-export"));
  await expect(admin.getByRole("button", { name: "2 New" })).toBeVisible();
  await expect(row(admin, /Wool cap/)).toContainText("The sale price is used; the regular price is 18.00.");
  await show(admin, /Skipped/);
  await expect(row(admin, /Line 3/)).toContainText("Its variants are the products");
  await confirm(admin);
  await headline(admin, "2 products imported");
  expect(await store.products("cap")).toMatchObject([
    {
      sku: "woo-cap",
      price: 16,
      quantity: 13,
      description: "A cap.\nKnitted by hand.",
      image: "https://shop.example/a.jpg",
    },
  ]);
  await choose(admin, fixture("08-woocommerce-export"));
  await expect(admin.getByRole("button", { name: "2 Unchanged" })).toBeVisible();
});

test("Shopify: a product for each variant, found again by its SKU", async ({ admin, store }) => {
  await choose(admin, fixture("09-shopify-export"));
  await confirm(admin);
  await headline(admin, "2 products imported");
  const pots = await store.products("clay pot");
  expect(pots.map(({ name, sku, price }) => [name, sku, price]).sort()).toEqual([
    ["Clay pot - L", "CP-L", 24],
    ["Clay pot - S", "CP-S", 14],
  ]);
  expect(pots[0]?.description).toBe("Made of clay");
  await store.edit(pots.find(({ sku }) => sku === "CP-S")?.id ?? "", { name: "Small pot" });
  await choose(admin, fixture("09-shopify-export"));
  await expect(admin.getByRole("button", { name: "1 Changed" })).toBeVisible();
  await expect(row(admin, /Line 2/)).toContainText("Small pot → Clay pot - S");
});

test("lists of images: the first is used and reported, special letters are percent-encoded", async ({
  admin,
  store,
}) => {
  await choose(admin, fixture("12-image-list"));
  await expect(admin.getByRole("button", { name: "3 New" })).toBeVisible();
  await expect(row(admin, /Line 5/)).toContainText("5 cells for 4 columns.");
  await show(admin, /New/);
  await expect(row(admin, /Tight list/)).toContainText("The first of 2 images is used.");
  await confirm(admin);
  await headline(admin, "3 products imported, 1 row failed");
  const found = [...(await store.products("picture")), ...(await store.products("tight"))];
  const images = found.map(({ name, image }) => [name, image]);
  expect(Object.fromEntries(images)).toEqual({
    "Two pictures": "https://shop.example/a.jpg",
    "Accent picture": "https://shop.example/Caf%C3%A9%20lampe.jpg",
    "Tight list": "https://shop.example/a.jpg",
  });
});

test("synonyms of the headings are recognized", async ({ admin, store }) => {
  await choose(admin, fixture("17-header-variants"));
  await confirm(admin);
  await headline(admin, "1 product imported");
  expect(await store.products("alias")).toMatchObject([{ name: "Alias lamp", price: 10, quantity: 3 }]);
});

test("characters are counted the same way: rows shown as new are imported", async ({ admin }) => {
  await choose(admin, fixture("19-emoji-name"));
  const isNew = admin.getByRole("button", { name: / New$/ });
  await expect(isNew).toBeVisible();
  const count = Number((await isNew.textContent())?.replace(/\D/g, ""));
  expect(count).toBeGreaterThan(0);
  const invalid = await admin.getByRole("button", { name: / Invalid$/ }).textContent();
  const failed = Number(invalid?.replace(/\D/g, ""));
  await confirm(admin);
  const rest = failed === 0 ? "" : `, ${failed} row${failed === 1 ? "" : "s"} failed`;
  await headline(admin, `${count} product${count === 1 ? "" : "s"} imported${rest}`);
});

test("names that look the same are the same product", async ({ admin, store }) => {
  const { id } = await store.product({ name: "Nappe brodée", price: 30, quantity: 2 });
  await choose(admin, fixture("23-nfd-macos"));
  await expect(admin.getByRole("button", { name: "3 Invalid" })).toBeVisible();
  for (const line of [3, 4, 5])
    await expect(row(admin, new RegExp(`Line ${line}`))).toContainText("The same product");
  await confirm(admin);
  await headline(admin, "1 product imported, 3 rows failed");
  expect(await store.products("nappe")).toMatchObject([{ id, name: "Nappe brodée", price: 31 }]);
});

test("surplus and missing cells, and numbers that a comma has split, are invalid", async ({ admin }) => {
  await choose(admin, fixture("24-surplus-cells"));
  await expect(admin.getByRole("button", { name: "5 Invalid" })).toBeVisible();
  await expect(row(admin, /Line 2/)).toContainText("5 cells for 4 columns.");
  await expect(row(admin, /Line 4/)).toContainText("Is there a comma inside a number?");
  await expect(row(admin, /Line 6/)).toContainText("2 cells for 4 columns.");
  await expect(admin.getByRole("button", { name: /^Confirm/ })).toHaveCount(0);
});

test("a stray quotation mark invalidates only its own line", async ({ admin }) => {
  await choose(admin, fixture("26-stray-quote"));
  await expect(row(admin, /Line 4/)).toContainText("quotation mark");
  await confirm(admin);
  await headline(admin, "59 products imported, 1 row failed");
});

for (const [choice, quantity] of [
  ["Keep theirs", 5],
  ["Save mine", 12],
] as const) {
  test(`stock that sells between preview and Confirm is asked about: ${choice}`, async ({ admin, store }) => {
    const lamp = await store.product({ name: "Stockrace lamp", price: 10, quantity: 10 });
    const vase = await store.product({ name: "Stockrace vase", price: 10, quantity: 10 });
    await choose(admin, fixture("25-stock-while-selling"));
    await expect(admin.getByRole("button", { name: "2 Changed" })).toBeVisible();
    for (const { id } of [lamp, vase]) await store.settled((await store.order(id, 5)).pk);
    await confirm(admin);

    // The lamp's row changes the price only, so the sale is no conflict with it.
    await expect(
      admin.getByRole("heading", { name: "1 product has changed since the preview" }),
    ).toBeVisible();
    const vaseRow = admin.getByRole("group", { name: /Stockrace vase/ });
    await expect(vaseRow).toContainText(/You saw10.*Now5.*Yours12/);
    await vaseRow.getByRole("radio", { name: choice }).check();
    await next(admin);
    await headline(
      admin,
      `${choice === "Save mine" ? 2 : 1} product${choice === "Save mine" ? "s" : ""} imported`,
    );
    expect(await store.products("Stockrace lamp")).toMatchObject([{ price: 11, quantity: 5 }]);
    expect(await store.products("Stockrace vase")).toMatchObject([{ price: 10, quantity }]);
  });
}
