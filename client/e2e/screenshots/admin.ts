import { expect } from "@playwright/test";
import { addBrokenEntry, csv, signIn } from "../admin/fixtures";
import { until } from "../process";
import type { Screen, Stage } from "./screens";

const id = ({ products }: Stage, name: string) => products.get(name)?.id ?? "";

const catalogue = [
  "name,price,quantity,colour",
  "Hand coffee grinder,92.00,18,steel",
  "Walnut chopping board,58,40,brown",
  "Bamboo whisk,14.50,60,",
  "Clay water jug,31.00,25,red",
  "Cotton apron,twelve,12,white",
  ",12.00,3,",
  "Felt slippers,28.00,-4,grey",
  "Olive bowl,12.3456,1,",
];

/** Goes to an admin page, signed in. */
async function open({ page, services }: Stage, path: string) {
  await signIn(page.context(), services);
  await page.goto(`/admin/${path}`);
}

async function chooseFile(stage: Stage, lines: readonly string[]) {
  await open(stage, "import");
  await stage.page.getByLabel("CSV file").setInputFiles(csv("autumn-catalogue.csv", lines));
}

async function ordersOfEachOutcome(stage: Stage) {
  const { store, services } = stage;
  for (const name of [
    "Smoked black tea",
    "Indigo ink",
    "Rose and oud soap",
    "Beeswax candles",
    "Darjeeling first flush",
  ])
    await store.settled((await store.order(id(stage, name), 1)).pk);
  const scarce = await store.product({ name: "Hammam towel set", price: 44, quantity: 1 });
  await services.inventoryConsumer.stop();
  const [first, second] = [await store.order(scarce.id, 1), await store.order(scarce.id, 1)];
  await services.inventoryConsumer.start();
  for (const { pk } of [first, second]) await store.settled(pk);
  await store.remove(scarce.id);
  const gone = await store.product({ name: "Ceramic incense burner", price: 19.5, quantity: 4 });
  const { pk } = await store.order(gone.id, 2);
  await store.reserved(gone.id);
  await store.remove(gone.id);
  await until("a refund", async () => (await store.find(pk)).status === "refunded");
  return { rejected: second.pk, refunded: pk };
}

export const adminScreens: Screen[] = [
  {
    name: "admin-sign-in",
    show: async ({ page }) => {
      await page.goto("/admin/products");
      await expect(page.getByLabel("Store token")).toBeVisible();
    },
  },
  {
    name: "admin-products",
    show: async (stage) => {
      await open(stage, "products");
      await expect(stage.page.getByRole("table", { name: "Products" })).toBeVisible();
    },
  },
  {
    name: "admin-products-chosen",
    show: async (stage) => {
      await open(stage, "products");
      for (const name of ["Copper coffee pot", "Stoneware teapot"])
        await stage.page.getByRole("checkbox", { name: `Select ${name}` }).check();
      await stage.page.getByRole("button", { name: /^Price of Copper/ }).click();
    },
  },
  {
    name: "admin-product-new",
    show: async (stage) => {
      await open(stage, "products");
      await stage.page.getByRole("button", { name: "New product" }).click();
      await stage.page.getByRole("button", { name: "Add product" }).click();
      await expect(stage.page.getByText("A name is needed.")).toBeVisible();
    },
  },
  {
    name: "admin-product-pictures",
    show: async (stage) => {
      await open(stage, "products?q=tea bowls");
      await stage.page.getByRole("button", { name: "Edit Set of four tea bowls" }).click();
      const files = { name: "invoice.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF") };
      await stage.page.getByLabel("Pictures to upload").setInputFiles(files);
      await stage.page.getByRole("button", { name: "Choose pictures" }).scrollIntoViewIfNeeded();
      await expect(stage.page.getByRole("alert")).toBeVisible();
      await expect(stage.page.getByRole("img").or(stage.page.locator("dialog img")).first()).toBeVisible();
    },
  },
  {
    name: "admin-products-conflict",
    show: async (stage) => {
      const { page, store } = stage;
      const { id: knife } = await store.product({ name: "Paring knife", price: 32, quantity: 14 });
      await open(stage, "products?q=paring");
      await page.getByRole("button", { name: /^Price of Paring/ }).click();
      await store.edit(knife, { price: 34.5 });
      await page.keyboard.type("29");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("dialog", { name: "Someone else changed this product" })).toBeVisible();
      await store.remove(knife);
    },
  },
  {
    name: "admin-product-sale",
    show: async (stage) => {
      const { page, store } = stage;
      const product = id(stage, "Copper coffee pot");
      await store.settled((await store.order(product, 3)).pk);
      await open(stage, `products/${product}`);
      await page.getByRole("textbox", { name: "Units" }).fill("3"); // so that the shop stays as it was
      await page.getByRole("textbox", { name: "Reason" }).fill("Second delivery");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByRole("row").filter({ hasText: "Second delivery" }).first()).toBeVisible();
      await expect(page.getByText("Refused orders")).toBeVisible();
    },
  },
  {
    name: "admin-products-no-match",
    show: async (stage) => {
      await open(stage, "products?q=zebra");
      await expect(stage.page.getByRole("heading", { name: "No products found" })).toBeVisible();
    },
  },
  {
    name: "admin-products-failed",
    show: async (stage) => {
      await stage.page.route("**/api/inventory/products?*", (route) => route.abort());
      await open(stage, "products");
      await expect(stage.page.getByRole("button", { name: "Try again" })).toBeVisible();
    },
  },
  {
    name: "admin-sign-in-ended",
    show: async (stage) => {
      const { page } = stage;
      await open(stage, "products");
      await page.getByRole("button", { name: /^Price of Copper/ }).click();
      await page.context().clearCookies();
      await page.keyboard.type("70");
      await page.keyboard.press("Enter");
      await expect(page.getByLabel("Store token")).toBeVisible();
    },
  },
  {
    name: "admin-import",
    show: async (stage) => {
      await open(stage, "import");
      await expect(stage.page.getByRole("button", { name: "Choose a file" })).toBeVisible();
    },
  },
  {
    name: "admin-import-reading",
    show: async (stage) => {
      await chooseFile(stage, [
        "Artikel;Preis;Lagerplatz;Stk",
        "Teppich;1,500;A 12;2",
        "Faden;12,50;B 3;100",
      ]);
      await expect(stage.page.getByRole("button", { name: "Continue" })).toBeVisible();
    },
  },
  {
    name: "admin-import-preview",
    show: async (stage) => {
      await chooseFile(stage, catalogue);
      await expect(stage.page.getByRole("table", { name: "Invalid rows" })).toBeVisible();
    },
  },
  {
    name: "admin-import-report",
    show: async (stage) => {
      const { page, store } = stage;
      await chooseFile(stage, [...catalogue.slice(0, 1), "Bamboo whisk,14.50,60,", ...catalogue.slice(5)]);
      await page.getByRole("button", { name: "Confirm: import 1 row" }).click();
      await expect(page.getByRole("heading", { name: "1 product imported, 4 rows failed" })).toBeVisible();
      for (const { id: made } of await store.products("Bamboo whisk")) await store.remove(made);
    },
  },
  {
    name: "admin-orders",
    show: async (stage) => {
      await ordersOfEachOutcome(stage);
      await open(stage, "orders");
      await expect(stage.page.getByRole("table", { name: "Orders" })).toBeVisible();
    },
  },
  {
    name: "admin-orders-failed",
    show: async (stage) => {
      await stage.page.route("**/api/payment/**", (route) => route.abort());
      await open(stage, "orders");
      await expect(stage.page.getByRole("button", { name: "Try again" })).toBeVisible();
    },
  },
  {
    name: "admin-order-refunded",
    show: async (stage) => {
      const { refunded } = await ordersOfEachOutcome(stage);
      await open(stage, `orders/${refunded}`);
      await expect(stage.page.getByRole("heading", { name: "Refunded" })).toBeVisible();
    },
  },
  {
    name: "admin-operations",
    show: async (stage) => {
      const { page, store } = stage;
      await open(stage, "operations");
      await expect(page.getByRole("table", { name: "Streams" })).toBeVisible();
      for (let second = 0; second < 8; second++) {
        const orders = Array.from({ length: 2 + ((second * 5) % 7) }, () =>
          store.order(id(stage, "Single-origin coffee beans"), 1),
        );
        await Promise.all([...orders, page.waitForTimeout(1_000)]);
      }
      await store.edit(id(stage, "Single-origin coffee beans"), { quantity: 210 });
    },
  },
  {
    name: "admin-operations-trouble",
    show: async (stage) => {
      const { page, services, store } = stage;
      const { pk } = await store.settled((await store.order(id(stage, "Indigo ink"), 1)).pk);
      addBrokenEntry(pk, "many");
      await open(stage, "operations");
      await expect(page.getByRole("region", { name: "Dead letters of order_placed" })).toBeVisible();
      await services.inventoryConsumer.stop();
      await expect(page.getByText("Nothing is consuming for inventory.")).toBeVisible();
      await services.inventoryConsumer.start();
    },
  },
];
