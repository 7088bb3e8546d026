import type { Page } from "@playwright/test";
import { expectAccessible } from "../test";
import { addBrokenEntry, csv, expect, test } from "./fixtures";

const long = "Copper coffee pot with a long name that has to wrap somewhere sensible".padEnd(150, " wrap");

type Screen = { name: string; path: string; show: (page: Page) => Promise<void> };

const screens: Screen[] = [
  {
    name: "products, with one chosen and a refused price",
    path: "/admin/products",
    show: async (page) => {
      await page
        .getByRole("checkbox", { name: /^Select Copper/ })
        .first()
        .check();
      await page
        .getByRole("button", { name: /^Price of Copper/ })
        .first()
        .click();
      await page.keyboard.type("x");
      await page.keyboard.press("Enter");
    },
  },
  {
    name: "the form of a new product, with errors",
    path: "/admin/products",
    show: async (page) => {
      await page.getByRole("button", { name: "New product" }).click();
      await page.getByRole("button", { name: "Add product" }).click();
    },
  },
  {
    name: "the form of new variants, with errors",
    path: "/admin/new-group",
    show: async (page) => {
      await page.getByLabel("Its values").fill("S, M");
      await page.getByRole("button", { name: "Make these products" }).click();
      await expect(page.getByText("Write the stock of at least one variant.")).toBeVisible();
    },
  },
  {
    name: "the pictures of a product, with one that failed",
    path: "/admin/products",
    show: async (page) => {
      await page
        .getByRole("button", { name: /^Edit Copper/ })
        .first()
        .click();
      const broken = { name: `${"holiday".repeat(20)}.png`, mimeType: "image/png", buffer: Buffer.from("x") };
      const upload = page.getByLabel("Pictures to upload");
      await upload.setInputFiles(broken);
      await upload.setInputFiles("../docs/screenshots/product-phone-light.png");
      await expect(page.getByRole("textbox", { name: "Picture 1: What it shows" })).toBeVisible();
      await expect(page.getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "the sale and the stock of a product, with errors",
    path: "/admin/products",
    show: async (page) => {
      await page
        .getByRole("link", { name: /^Sale and stock of Copper/ })
        .first()
        .click();
      await page.getByRole("button", { name: "Freeze" }).click();
      await expect(page.getByRole("row").filter({ hasText: "Frozen" })).toBeVisible();
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Say why, such as “Delivery”.")).toBeVisible();
    },
  },
  {
    name: "products, no match",
    path: "/admin/products?q=zzz",
    show: (page) => expect(page.getByRole("heading", { name: "No products found" })).toBeVisible(),
  },
  {
    name: "import, before a file",
    path: "/admin/import",
    show: (page) => expect(page.getByRole("button", { name: "Choose a file" })).toBeVisible(),
  },
  {
    name: "import, asking how a file is read",
    path: "/admin/import",
    show: async (page) => {
      const lines = [`Was;${"Lagerplatz".repeat(6)};Preis`, `${long};${"A".repeat(90)};1,500`];
      await page.getByLabel("CSV file").setInputFiles(csv("lager.csv", lines));
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByRole("alert").first()).toBeVisible();
    },
  },
  {
    name: "import, with a conflict",
    path: "/admin/import",
    show: async (page) => {
      await page
        .getByLabel("CSV file")
        .setInputFiles(csv("some.csv", ["name,price,quantity", `${Date.now()},1,1`]));
      // As if someone else had created the same product in between.
      await page.route("**/products/batch?dry_run=false", async (route) => {
        const { items } = route.request().postDataJSON() as { items: object[] };
        const product = {
          ...items[0],
          price: 2,
          version: 1,
          quantity: 1,
          sku: "",
          description: "",
          image: "",
        };
        const conflict = { outcome: "conflict", product, changed: [], key: "", code: "version_mismatch" };
        await route.fulfill({ json: { results: [{ ...conflict, detail: null }] } });
      });
      await page.getByRole("button", { name: /^Confirm/ }).click();
      await expect(page.getByRole("radio", { name: "Keep theirs" })).toBeChecked();
    },
  },
  {
    name: "import, with its preview",
    path: "/admin/import",
    show: async (page) => {
      const lines = ["name,price,quantity,x", "A,x,1,", `${long} 2,2,2,`];
      await page.getByLabel("CSV file").setInputFiles(csv("some.csv", lines));
      await expect(page.getByRole("table")).toBeVisible();
    },
  },
  {
    name: "orders, choosing a product",
    path: "/admin/orders",
    show: async (page) => {
      await expect(page.getByRole("table")).toBeVisible();
      await page.getByRole("combobox", { name: "Product" }).fill("copper");
      await expect(page.getByRole("option", { name: long }).first()).toBeVisible();
    },
  },
  {
    name: "an order",
    path: "/admin/orders",
    show: async (page) => {
      await page.getByRole("table").getByRole("link").first().click();
      await expect(page.getByRole("heading", { name: "Placed" })).toBeVisible();
    },
  },
  {
    name: "operations",
    path: "/admin/operations",
    show: (page) => expect(page.getByRole("table", { name: "Streams" })).toBeVisible(),
  },
  {
    name: "a question before deleting",
    path: "/admin/products",
    show: async (page) => {
      await page
        .getByRole("button", { name: /^Delete Copper/ })
        .first()
        .click();
      await expect(page.getByRole("dialog").getByRole("button", { name: "Cancel" })).toBeFocused();
    },
  },
  {
    name: "an import's report, with failures",
    path: "/admin/import",
    show: async (page) => {
      await page
        .getByLabel("CSV file")
        .setInputFiles(csv("some.csv", ["name,price,quantity", "A,x,1", `${Date.now()},1,1`]));
      await page.getByRole("button", { name: /^Confirm/ }).click();
      await expect(page.getByRole("heading", { name: "1 product imported, 1 row failed" })).toBeVisible();
    },
  },
  {
    name: "orders, failed",
    path: "/admin/orders",
    show: async (page) => {
      await page.route("**/api/payment/**", (route) => route.abort());
      await page.reload();
      await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
    },
  },
  {
    name: "operations, with dead letters",
    path: "/admin/operations",
    show: async (page) => {
      addBrokenEntry("01J0000000000000000000A11Y", "many");
      await expect(page.getByRole("region", { name: "Dead letters of order_placed" })).toBeVisible();
    },
  },
];

/** The theme is an attribute that the application does not look at again, so one page can show both. */
async function expectAccessibleInBothThemes(page: Page) {
  for (const theme of ["light", "dark"]) {
    await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
    await page.waitForFunction(() => !document.getAnimations().some((one) => one instanceof CSSTransition));
    await expectAccessible(page);
  }
}

for (const [size, width] of [
  ["phone", 360],
  ["desktop", 1280],
] as const) {
  test.describe(size, () => {
    test.use({ viewport: { width, height: 800 } });

    for (const { name, path, show } of screens) {
      test(`${name}: accessible, and nothing scrolls sideways`, async ({ admin, store }) => {
        const product = await store.product({ name: long, description: "x".repeat(300), quantity: 3 });
        await store.order(product.id, 1);
        await admin.goto(path);
        await show(admin);
        await expectAccessibleInBothThemes(admin);
      });
    }
  });
}
