import { expect, test, tryAgain } from "./fixtures";

test.beforeEach(({ store }) => store.clear());

test("a product is created, edited and deleted with the keyboard alone", async ({ admin }) => {
  await admin.goto("/admin/products");
  await expect(admin.getByText("No products yet")).toBeVisible();
  await admin.getByRole("button", { name: "New product" }).focus();
  await admin.keyboard.press("Enter");
  await admin.getByLabel("Name").focus();
  await admin.keyboard.type("Copper pot");
  await admin.keyboard.press("Tab");
  await admin.keyboard.type("abc");
  await admin.keyboard.press("Enter");
  await expect(admin.getByLabel("Price")).toBeFocused();
  await expect(admin.getByText("A price is a number, such as 19.90.")).toBeVisible();
  await admin.getByLabel("Price").fill("45.5");
  await admin.getByLabel("Stock", { exact: true }).last().fill("7");
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("button", { name: "Price of Copper pot: $45.50. Edit" })).toBeVisible();

  await admin.getByRole("button", { name: "Edit Copper pot" }).focus();
  await admin.keyboard.press("Enter");
  await admin.getByLabel("Description").fill("For four cups.");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByRole("dialog")).toHaveCount(0);
  await expect(admin.getByText("For four cups.")).toBeVisible();

  await admin.getByRole("button", { name: "Delete Copper pot" }).focus();
  await admin.keyboard.press("Enter");
  const dialog = admin.getByRole("dialog", { name: "Delete “Copper pot”?" });
  await dialog.getByRole("button", { name: "Cancel" }).press("Enter");
  await expect(admin.getByRole("button", { name: "Delete Copper pot" })).toBeFocused();
  await admin.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Delete" }).press("Enter");
  await expect(admin.getByText("No products yet")).toBeVisible();
});

test("a number with two readings is never guessed, in place or in the form", async ({ admin, store }) => {
  await store.product({ name: "Brass lamp", price: 20, quantity: 10 });
  await admin.goto("/admin/products");
  await admin.getByRole("button", { name: /^Price of Brass lamp/ }).click();
  await admin.keyboard.type("1,500");
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("alert")).toHaveText("“1,500” can be read in two ways. Write 1500 or 1.50.");
  await admin.getByRole("textbox", { name: "Price of Brass lamp" }).fill("12,50");
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("button", { name: /^Price of Brass lamp/ })).toHaveText("$12.50");

  await admin.getByRole("button", { name: "New product" }).click();
  await admin.getByRole("textbox", { name: "Name", exact: true }).fill("🎁".repeat(200));
  await admin.getByRole("textbox", { name: "Price", exact: true }).fill("0,999");
  await admin.getByRole("textbox", { name: "Stock", exact: true }).fill("1,500");
  await admin.keyboard.press("Enter");
  await expect(admin.getByText("A price has at most two decimals.")).toBeVisible();
  await expect(admin.getByText("“1,500” can be read in two ways. Write 1500.")).toBeVisible();
  await admin.getByRole("textbox", { name: "Price", exact: true }).fill("0,99");
  await admin.getByRole("textbox", { name: "Stock", exact: true }).fill("1500");
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("button", { name: /^Price of 🎁/ })).toHaveText("$0.99");
});

test("price and stock are edited in place: Enter saves, Escape cancels", async ({ admin, store }) => {
  const { id } = await store.product({ name: "Brass lamp", price: 20, quantity: 10 });
  await admin.goto("/admin/products");
  const price = admin.getByRole("button", { name: /^Price of Brass lamp/ });
  await price.click();
  await admin.keyboard.type("25");
  await admin.keyboard.press("Escape");
  await expect(price).toHaveText("$20.00");
  await expect(price).toBeFocused();
  await admin.keyboard.press("Enter");
  await admin.keyboard.type("25");
  await admin.keyboard.press("Enter");
  await expect(price).toHaveText("$25.00");
  const stock = admin.getByRole("button", { name: /^Stock of Brass lamp/ });
  await stock.click();
  await admin.keyboard.type("3");
  await admin.keyboard.press("Enter");
  await expect(stock).toHaveText("3");
  await admin.reload();
  await expect(price).toHaveText("$25.00");
  await expect(stock).toHaveText("3");
  await store.edit(id, { quantity: 8 });
  await expect(stock).toHaveText("8");
});

test("a refused edit is rolled back, and a toast says why", async ({ admin, store }) => {
  await store.product({ name: "Brass lamp" });
  await admin.goto("/admin/products");
  const price = admin.getByRole("button", { name: /^Price of Brass lamp/ });
  await expect(price).toHaveText("$20.00");
  await admin.route("**/api/inventory/products/*", (route) => route.fulfill({ status: 502, body: "away" }));
  await price.click();
  await admin.keyboard.type("25");
  await admin.keyboard.press("Enter");
  await expect(admin.getByText("“Brass lamp” was not changed.")).toBeVisible();
  await expect(price).toHaveText("$20.00");
});

test("stock below the reserved units is refused by the service, and rolled back", async ({
  admin,
  services,
  store,
}) => {
  const { id } = await store.product({ name: "Held lamp", quantity: 10 });
  await services.paymentConsumer.stop();
  await store.order(id, 4);
  await store.reserved(id);
  await admin.goto("/admin/products");
  await expect(admin.getByText("4 reserved by orders")).toBeVisible();
  const stock = admin.getByRole("button", { name: /^Stock of Held lamp/ });
  await stock.click();
  await admin.keyboard.type("2");
  await admin.keyboard.press("Enter");
  await expect(admin.getByText("“Held lamp” was not changed.")).toBeVisible();
  await expect(stock).toHaveText("10");
  await services.paymentConsumer.start();
});

test("a large catalogue is read page by page", async ({ admin, store }) => {
  await Promise.all(Array.from({ length: 60 }, (_, n) => store.product({ name: `Lamp ${n}` })));
  await admin.goto("/admin/products");
  const rows = admin.getByRole("table", { name: "Products" }).getByRole("row");
  await expect(rows).toHaveCount(51);
  await admin.getByRole("button", { name: "Show more" }).click();
  await expect(rows).toHaveCount(61);
  await expect(admin.getByText("60 products", { exact: true })).toBeVisible();
});

test("inventory down: the failure is shown, Try again retries, and the page recovers", async ({
  admin,
  services,
  store,
}) => {
  await store.product({ name: "Brass lamp" });
  await services.inventory.stop();
  await admin.goto("/admin/products");
  await expect(admin.getByRole("heading", { name: "The products cannot be shown right now" })).toBeVisible();
  await tryAgain(admin);
  await services.inventory.start();
  await expect(admin.getByText("Brass lamp", { exact: true })).toBeVisible();
});

test("an edit by someone else is shown as a conflict, and can be overwritten", async ({ admin, store }) => {
  const { id } = await store.product({ name: "Brass lamp", price: 20 });
  await admin.goto("/admin/products");
  const price = admin.getByRole("button", { name: /^Price of Brass lamp/ });
  await price.click();
  await store.edit(id, { price: 22 });
  await admin.keyboard.type("25");
  await admin.keyboard.press("Enter");
  const dialog = admin.getByRole("dialog", { name: "Someone else changed this product" });
  await expect(dialog).toContainText("You saw$20.00Now$22.00Yours$25.00");
  await dialog.getByRole("button", { name: "Save mine" }).click();
  await expect(price).toHaveText("$25.00");
});

test("a sale while a price is edited is no conflict", async ({ admin, store }) => {
  const { id } = await store.product({ name: "Brass lamp", price: 20, quantity: 10 });
  await admin.goto("/admin/products");
  const price = admin.getByRole("button", { name: /^Price of Brass lamp/ });
  await price.click();
  await store.settled((await store.order(id, 4)).pk);
  await admin.keyboard.type("25");
  await admin.keyboard.press("Enter");
  await expect(price).toHaveText("$25.00");
  await expect(admin.getByRole("button", { name: /^Stock of Brass lamp/ })).toHaveText("6");
  await expect(admin.getByRole("dialog")).toHaveCount(0);
});

test("several products are deleted at once, after a confirmation", async ({ admin, store }) => {
  for (const name of ["Amber", "Basil", "Cedar"]) await store.product({ name });
  await admin.goto("/admin/products");
  await admin.getByLabel("Select Amber").check();
  await admin.getByLabel("Select Cedar").check();
  const chosen = admin.getByRole("region", { name: "Selected products" });
  await expect(chosen).toContainText("2 selected");
  await chosen.getByRole("button", { name: "Delete" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(admin.getByRole("dialog")).toBeHidden(); // it names them, too
  await expect(admin.getByText("Amber", { exact: true })).toBeHidden();
  await expect(admin.getByText("Cedar", { exact: true })).toBeHidden();
  await expect(admin.getByText("Basil", { exact: true })).toBeVisible();
});

test("the search is in the address, and no match differs from an empty store", async ({ admin, store }) => {
  for (const name of ["Amber", "Basil"]) await store.product({ name });
  await admin.goto("/admin/products");
  await admin.getByLabel("Search products").fill("amb");
  await expect(admin.getByText("Basil", { exact: true })).toBeHidden();
  await expect(admin).toHaveURL(/q=amb/);
  await admin.reload();
  await expect(admin.getByText("1 product", { exact: true })).toBeVisible();
  await admin.getByLabel("Search products").fill("zzz");
  await expect(admin.getByRole("heading", { name: "No products found" })).toBeVisible();
  await admin.getByRole("button", { name: "Show all products" }).click();
  await expect(admin.getByText("Basil", { exact: true })).toBeVisible();
});

test("a picture that shoppers cannot see is reported in the form and in the list", async ({ admin }) => {
  await admin.goto("/admin/products");
  await admin.getByRole("button", { name: "New product" }).click();
  const form = admin.getByRole("dialog");
  const image = form.getByLabel("Image");
  await image.fill("/images/missing.webp");
  await expect(form.getByRole("alert")).toContainText("There is no picture at this address.");
  await image.fill("/icon.svg");
  await expect(form.getByRole("img", { name: "As shoppers see it" })).toBeVisible();
  await image.fill("https://cdn.example/lamp.webp");
  await expect(form.getByRole("alert")).toContainText("does not show pictures from other sites");
  await form.getByLabel("Name").fill("Brass lamp");
  await form.getByLabel("Price").fill("20");
  await form.getByLabel("Stock").fill("5");
  await form.getByRole("button", { name: "Add product" }).click();
  await expect(admin.getByRole("table")).toContainText(
    "The picture is on another site, so shoppers do not see it.",
  );
});

test("the page and its form stay while the shop settings are read again during an outage", async ({
  admin,
}) => {
  let requests = 0;
  await admin.route("**/api/payment/shop", (route) => {
    requests++;
    return route.fulfill({ status: 503 });
  });
  await admin.goto("/admin/products");
  await admin.getByRole("button", { name: "New product" }).click();
  const name = admin.getByRole("dialog").getByLabel("Name");
  await name.fill("Copper pot");
  const before = requests;
  await expect.poll(() => requests).toBeGreaterThan(before);
  await expect(name).toHaveValue("Copper pot");
});
