import { readFile } from "node:fs/promises";
import { adminToken } from "../services";
import { tabTo } from "../test";
import { csv, expect, test } from "./fixtures";
import { choose, confirm, fixture, headline, next, row } from "./import-steps";

test.beforeEach(({ store }) => store.clear());

const thousand = [
  "name,price,quantity,description",
  ...Array.from({ length: 1_000 }, (_, n) => `Import ${n},${(n % 90) + 1}.50,${n},Number ${n}`),
];

test("a thousand rows go in with a progress bar, and importing again changes nothing", async ({
  admin,
  store,
}) => {
  await store.product({ name: "Import 7", price: 1, quantity: 7 });
  await choose(admin, csv("thousand.csv", thousand));
  await expect(admin.getByRole("button", { name: "999 New" })).toBeVisible();
  await expect(admin.getByRole("button", { name: "1 Changed" })).toBeVisible();
  await expect(admin.getByText("$1.00")).toBeVisible();

  // Nothing is written before Confirm.
  await admin.goto("/admin/products");
  await expect(admin.getByText("1 product", { exact: true })).toBeVisible();
  await choose(admin, csv("thousand.csv", thousand));

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
  await headline(admin, "1,000 products imported");
  expect(new Set(values).size).toBeGreaterThan(2);
  await expect(admin.getByRole("definition").first()).toHaveText("999");

  await admin.getByRole("button", { name: "Compare this file again" }).click();
  await expect(admin.getByRole("button", { name: "1,000 Unchanged" })).toBeVisible();
  await expect(admin.getByText("There is nothing to import.")).toBeVisible();
  await expect(admin.getByRole("button", { name: /Confirm/ })).toHaveCount(0);
  await admin.goto("/admin/products?q=Import 7&sort=name");
  await expect(admin.getByRole("button", { name: "Price of Import 7: $8.50. Edit" })).toBeVisible();
});

test("bad lines are listed with their numbers, left out, and can be downloaded", async ({ admin }) => {
  const bad = Array.from({ length: 30 }, (_, n) => `Bad ${n},abc,-1`);
  await choose(
    admin,
    csv("bad.csv", [
      "name,price,quantity",
      "Good,1.00,1",
      ...bad,
      "Fine,1.2345,-2",
      'Also good,"1,250.00",2',
    ]),
  );
  await expect(admin.getByRole("button", { name: "31 Invalid" })).toHaveAttribute("aria-pressed", "true");
  const rows = admin.getByRole("table", { name: "Invalid rows" }).getByRole("row");
  await expect(rows).toHaveCount(32);
  await expect(rows.nth(1)).toContainText("3");
  await expect(rows.nth(1)).toContainText("A price is a number, such as 19.90.");
  await expect(row(admin, /Fine/)).toContainText("The price should have no more than 2 decimal places.");
  await expect(row(admin, /Fine/)).toContainText("The quantity should be greater than or equal to 0.");

  await admin.getByRole("button", { name: "Confirm: import 2 rows" }).click();
  await headline(admin, "2 products imported, 31 rows failed");
  const download = admin.waitForEvent("download");
  await admin.getByRole("button", { name: "Download failures" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text.split("\r\n")[0]).toBe("\uFEFFline,problem,name,price,quantity");
  expect(text.trim().split("\r\n")).toHaveLength(32);
  expect(text).toContain('\r\n3,"A price is a number, such as 19.90.",Bad 0,abc,-1\r\n');

  // Corrected, it is a file like any other.
  const corrected = text.replaceAll("abc,-1", "2.00,5").replace("1.2345,-2", "1.23,2");
  await choose(admin, { name: "corrected.csv", mimeType: "text/csv", buffer: Buffer.from(corrected) });
  await admin.getByRole("button", { name: "Confirm: import 31 rows" }).click();
  await headline(admin, "31 products imported");
});

test("unknown headings: the columns are chosen once, and remembered", async ({ admin, store }) => {
  const file = csv("lager.csv", ["Was;Wieviel Geld;Lagerplatz;Stk", "Lampe;20;A1;3"]);
  await choose(admin, file);
  await next(admin);
  await expect(admin.getByRole("alert")).toContainText("Choose the column of the name");
  await admin.getByLabel("“Was” contains").selectOption("Name");
  await admin.getByLabel("“Wieviel Geld” contains").selectOption("Price");
  await admin.getByLabel("“Stk” contains").selectOption("Stock");
  await next(admin);
  await expect(admin.getByText("Columns that are not imported: Lagerplatz.")).toBeVisible();
  await confirm(admin);
  await headline(admin, "1 product imported");
  expect(await store.products("Lampe")).toMatchObject([{ price: 20, quantity: 3 }]);
  await choose(admin, file);
  await expect(admin.getByRole("button", { name: "1 Unchanged" })).toBeVisible();
});

test("a batch with a lost answer is looked up, and nothing is imported twice", async ({ admin, store }) => {
  await choose(admin, csv("thousand.csv", thousand));
  let lost = 0;
  await admin.route("**/products/batch?dry_run=false", async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await confirm(admin);
  await expect(admin.getByText("tries again until it knows what was written")).toBeVisible();
  await headline(admin, "1,000 products imported");
  expect(lost).toBe(2);
  expect(await store.products("Import 7")).not.toHaveLength(0);
  await admin.goto("/admin/products");
  await expect(admin.getByText("1,000 products", { exact: true })).toBeVisible();
});

test("an import stopped in the middle reports the written and the unsent rows", async ({ admin }) => {
  await choose(admin, csv("thousand.csv", thousand));
  let batches = 0;
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await admin.route("**/products/batch?dry_run=false", async (route) => {
    if (++batches === 1) await held;
    await route.continue();
  });
  await confirm(admin);
  await admin.getByRole("button", { name: "Stop the import" }).click();
  release();
  await headline(admin, "500 products imported, 500 rows not sent");
});

test("a session that expires during an import: the import continues after the next sign-in", async ({
  admin,
}) => {
  await choose(admin, csv("thousand.csv", thousand));
  let batches = 0;
  await admin.route("**/products/batch?dry_run=false", async (route) => {
    if (++batches === 2) await admin.context().clearCookies();
    await route.continue(batches === 2 ? { headers: { ...route.request().headers(), cookie: "" } } : {});
  });
  await confirm(admin);
  await expect(admin.getByRole("dialog", { name: "Your session has expired" })).toBeVisible();
  await admin.getByLabel("Store token").fill(adminToken);
  await admin.keyboard.press("Enter");
  await headline(admin, "1,000 products imported");
});

test("inventory down: the file cannot be compared, and Try again recovers", async ({ admin, services }) => {
  await admin.goto("/admin/import");
  await services.inventory.stop();
  await admin.getByLabel("CSV file").setInputFiles(csv("two.csv", ["name,price,quantity", "A,1,1", "B,2,2"]));
  await expect(admin.getByRole("alert")).toContainText("The file could not be compared.");
  await services.inventory.start();
  await admin.getByRole("button", { name: "Try again" }).click();
  await expect(admin.getByRole("button", { name: "2 New" })).toBeVisible();
});

test("the keyboard alone imports a file", async ({ admin }) => {
  await choose(admin, fixture("06-decimal-comma"));
  await tabTo(admin, admin.getByRole("button", { name: "Continue" }));
  await admin.keyboard.press("Enter");
  await tabTo(admin, admin.getByRole("button", { name: /^Confirm/ }));
  await admin.keyboard.press("Enter");
  await headline(admin, "4 products imported, 2 rows failed");
  await expect(admin.getByRole("heading", { name: "4 products imported, 2 rows failed" })).toBeFocused();
});
