import { readFile } from "node:fs/promises";
import { adminToken } from "../services";
import { csv, expect, test } from "./fixtures";

test.beforeEach(({ store }) => store.clear());

const thousand = [
  "name,price,quantity,description",
  ...Array.from({ length: 1_000 }, (_, n) => `Import ${n},${(n % 90) + 1}.50,${n},Number ${n}`),
];

test("a thousand rows go in with a progress bar, and importing again changes nothing", async ({
  admin,
  store,
}) => {
  const before = await store.product({ name: "Import 7", price: 1, quantity: 7 });
  await admin.goto("/admin/import");
  await admin.getByLabel("CSV file").setInputFiles(csv("thousand.csv", thousand));
  await expect(admin.getByRole("button", { name: "999 New" })).toBeVisible();
  await expect(admin.getByRole("button", { name: "1 Changed" })).toBeVisible();
  await expect(admin.getByText("$1.00")).toBeVisible();

  // Nothing is written before Confirm.
  await admin.goto("/admin/products");
  await expect(admin.getByText("1 product", { exact: true })).toBeVisible();
  await admin.goto("/admin/import");
  await admin.getByLabel("CSV file").setInputFiles(csv("thousand.csv", thousand));

  const values: number[] = [];
  await admin.exposeFunction("progressed", (value: number) => values.push(value));
  await admin.evaluate(() => {
    const page = window as unknown as { progressed: (value: number) => void };
    new MutationObserver(() => {
      const bar = document.querySelector('[role="progressbar"][aria-label="Importing"]');
      if (bar) page.progressed(Number(bar.getAttribute("aria-valuenow")));
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await admin.getByRole("button", { name: "Confirm: import 1,000 rows" }).click();
  await expect(admin.getByRole("heading", { name: "All of it is in the shop" })).toBeVisible({
    timeout: 30_000,
  });
  expect(new Set(values).size).toBeGreaterThan(3);
  await expect(admin.getByRole("definition").first()).toHaveText("999");

  await admin.getByRole("button", { name: "Compare this file again" }).click();
  await expect(admin.getByRole("button", { name: "1,000 As it is" })).toBeVisible();
  await expect(admin.getByText("There is nothing to import.")).toBeVisible();
  await expect(admin.getByRole("button", { name: /Confirm/ })).toHaveCount(0);
  await admin.goto(`/admin/products?q=${before.name}&sort=name`);
  await expect(admin.getByRole("button", { name: "Price of Import 7: $8.50. Edit" })).toBeVisible();
});

test("thirty bad lines are told with their numbers, left out and can be downloaded", async ({ admin }) => {
  const bad = Array.from({ length: 30 }, (_, n) => `Bad ${n},abc,-1`);
  await admin.goto("/admin/import");
  await admin
    .getByLabel("CSV file")
    .setInputFiles(csv("bad.csv", ["name,price,quantity", "Good,1.00,1", ...bad, 'Also good,"1,250.00",2']));
  await expect(admin.getByRole("button", { name: "30 Invalid" })).toHaveAttribute("aria-pressed", "true");
  const rows = admin.getByRole("table", { name: "Invalid rows" }).getByRole("row");
  await expect(rows).toHaveCount(31);
  await expect(rows.nth(1)).toContainText("3");
  await expect(rows.nth(1)).toContainText("A price is a number, such as 19.90.");
  await expect(rows.nth(1)).toContainText("A quantity is a whole number, such as 12.");

  await admin.getByRole("button", { name: "Confirm: import 2 rows" }).click();
  await expect(admin.getByRole("heading", { name: "Imported, except for some rows" })).toBeVisible();
  const download = admin.waitForEvent("download");
  await admin.getByRole("button", { name: "Download failures" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text.split("\r\n")[0]).toBe("name,price,quantity,line,problem");
  expect(text.trim().split("\r\n")).toHaveLength(31);
  expect(text).toContain("Bad 0,abc,-1,3,");
});

test("a sign-in that ends in the middle: what is in the shop is told, and goes in once", async ({
  admin,
  store,
}) => {
  await admin.goto("/admin/import");
  await admin.getByLabel("CSV file").setInputFiles(csv("thousand.csv", thousand.slice(0, 301)));
  let batches = 0;
  await admin.route("**/products/batch", async (route) => {
    if (++batches === 2) await admin.context().clearCookies();
    await route.continue(batches === 2 ? { headers: { ...route.request().headers(), cookie: "" } } : {});
  });
  await admin.getByRole("button", { name: "Confirm: import 300 rows" }).click();
  await expect(admin.getByRole("dialog", { name: "Your sign-in has ended" })).toBeVisible();
  await admin.getByLabel("Store token").fill(adminToken);
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("heading", { name: "The import stopped before its end" })).toBeVisible();
  await admin.getByRole("button", { name: "Compare this file again" }).click();
  await expect(admin.getByRole("button", { name: "100 As it is" })).toBeVisible();
  await admin.getByRole("button", { name: "Confirm: import 200 rows" }).click();
  await expect(admin.getByRole("heading", { name: "All of it is in the shop" })).toBeVisible();
  await admin.goto("/admin/products");
  await expect(admin.getByText("300 products", { exact: true })).toBeVisible();
  await store.clear();
});

test("inventory away: the file is not compared, and Try again recovers", async ({ admin, services }) => {
  await admin.goto("/admin/import");
  await services.inventory.stop();
  await admin.getByLabel("CSV file").setInputFiles(csv("two.csv", ["name,price,quantity", "A,1,1", "B,2,2"]));
  await expect(admin.getByRole("alert")).toContainText("The file was not compared.");
  await services.inventory.start();
  await admin.getByRole("button", { name: "Try again" }).click();
  await expect(admin.getByRole("button", { name: "2 New" })).toBeVisible();
});

test("a file that is no catalogue is refused in a sentence", async ({ admin }) => {
  await admin.goto("/admin/import");
  await admin.getByLabel("CSV file").setInputFiles(csv("odd.csv", ["colour,size", "red,9"]));
  await expect(admin.getByRole("alert")).toContainText("must name the columns");
});
