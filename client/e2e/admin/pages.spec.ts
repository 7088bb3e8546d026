import type { Page } from "@playwright/test";
import { expectAccessible } from "../test";
import { expect, test } from "./fixtures";

const field = (page: Page) => page.getByRole("textbox", { name: "Text" });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const preview = (page: Page) => page.locator(".page-text");

test.beforeEach(({ store }) => store.removePages());
test.afterEach(({ store }) => store.removePages());

test("the first screen says which pages are missing, until all are written", async ({ admin, store }) => {
  await store.writePage("privacy", "text");
  await admin.goto("/admin");
  await expect(
    admin.getByText("Your shop has no page for delivery, returns, contact, terms, or imprint yet"),
  ).toBeVisible();
  await admin.getByRole("link", { name: "Write them" }).click();
  await expect(admin.getByRole("heading", { level: 1, name: "Pages" })).toBeVisible();
  await expect(admin.getByText("Not written")).toHaveCount(5);
  for (const name of ["delivery", "returns", "contact", "terms", "imprint"])
    await store.writePage(name, "text");
  await admin.goto("/admin/products");
  await expect(admin.getByRole("heading", { level: 1, name: "Products" })).toBeVisible();
  await expect(admin.getByText("Your shop has no page")).toHaveCount(0);
});

test("a page is written with its preview, changed, and deleted", async ({ admin }) => {
  await admin.goto("/admin/pages");
  await admin.getByRole("link", { name: "Write Terms" }).click();
  await expect(button(admin, "Save")).toBeDisabled();
  await field(admin).fill("# Scope\n\nFor **all** orders.");
  await expect(preview(admin).getByRole("heading", { level: 2, name: "Scope" })).toBeVisible();
  await button(admin, "Save").click();
  await expect(button(admin, "Saved")).toBeVisible();
  await field(admin).fill("# Scope\n\nFor some orders.");
  await button(admin, "Save").click();
  await expect(button(admin, "Saved")).toBeVisible();
  await admin.getByRole("link", { name: "All pages" }).click();
  await expect(admin.getByRole("link", { name: "Edit Terms" })).toBeVisible();
  await admin.goto("/pages/terms");
  await expect(preview(admin)).toContainText("For some orders.");
  await admin.goto("/admin/pages/terms");
  await expect(field(admin)).toHaveValue("# Scope\n\nFor some orders.");
  await button(admin, "Delete page").click();
  await button(admin, "Delete").click();
  await expect(field(admin)).toHaveValue("");
  await admin.goto("/pages/terms");
  await expect(admin.getByRole("heading", { name: "The shop does not have this page" })).toBeVisible();
});

test("of two editors the second sees both texts, and decides", async ({ admin, store }) => {
  await store.writePage("terms", "read by both");
  await admin.goto("/admin/pages/terms");
  await field(admin).fill("mine");
  await store.writePage("terms", "theirs");
  await button(admin, "Save").click();
  await expect(admin.getByRole("alert")).toContainText("Someone else changed this page");
  await admin.getByText("Show their text").click();
  await expect(admin.getByRole("alert")).toContainText("theirs");
  await expect(field(admin)).toHaveValue("mine");
  await expectAccessible(admin);
  await button(admin, "Save mine").click();
  await expect(button(admin, "Saved")).toBeVisible();
  await store.writePage("terms", "theirs again");
  await field(admin).fill("mine again");
  await button(admin, "Save").click();
  await button(admin, "Take theirs").click();
  await expect(field(admin)).toHaveValue("theirs again");
  await expect(admin.getByRole("alert")).toHaveCount(0);
});

test("of two who create a page the second is asked; one who edits a deleted page, too", async ({
  admin,
  store,
}) => {
  await admin.goto("/admin/pages/terms");
  await field(admin).fill("mine");
  await store.writePage("terms", "theirs");
  await button(admin, "Save").click();
  await expect(admin.getByRole("alert")).toContainText("Someone else changed this page");
  await button(admin, "Take theirs").click();
  await field(admin).fill("mine");
  await store.removePages();
  await button(admin, "Save").click();
  await expect(admin.getByRole("alert")).toContainText("Someone else deleted this page");
  await button(admin, "Save mine").click();
  await expect(button(admin, "Saved")).toBeVisible();
});

test("changes that are not saved are not lost by a click", async ({ admin }) => {
  await admin.goto("/admin/pages/contact");
  await field(admin).fill("half a sentence");
  const asked: string[] = [];
  admin.on("dialog", (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await admin.getByRole("link", { name: "Products" }).click();
  await expect(() => expect(asked).toEqual(["Leave without saving your changes?"])).toPass();
  await expect(field(admin)).toHaveValue("half a sentence");
});

test("a text that the service refuses stays in the field, with the reason at it", async ({ admin }) => {
  await admin.goto("/admin/pages/contact");
  await field(admin).fill("a\u0007b");
  await button(admin, "Save").click();
  await expect(field(admin)).toHaveAccessibleDescription(/should not contain control characters/);
  await field(admin).fill("ä".repeat(32_769));
  await expect(field(admin)).toHaveAccessibleDescription(/more than 64 KiB/);
  await expect(button(admin, "Save")).toBeDisabled();
});

for (const [colorScheme, width] of [
  ["light", 360],
  ["dark", 1280],
] as const) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 800 }, contextOptions: { reducedMotion: "reduce" } });

    test("the list, the editor and the first screen are for everyone", async ({ admin, store }) => {
      await store.writePage("terms", `# Scope\n\n${"long".repeat(60)}\n\n|a|b|\n|-|-|\n|1|2|`);
      await admin.goto("/admin/pages");
      await expect(admin.getByText("Not written").first()).toBeVisible();
      await expectAccessible(admin);
      await admin.getByRole("link", { name: "Edit Terms" }).click();
      await expect(preview(admin).getByRole("region", { name: "Table" })).toBeVisible();
      expect((await field(admin).boundingBox())?.height).toBeLessThanOrEqual(400);
      await expectAccessible(admin);
      await button(admin, "Delete page").click();
      await expectAccessible(admin);
      await admin.goto("/admin/products");
      await expect(admin.getByText("Your shop has no page")).toBeVisible();
      await expectAccessible(admin);
    });
  });
}
