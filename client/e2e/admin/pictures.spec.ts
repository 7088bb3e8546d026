import type { Locator } from "@playwright/test";
import { deflateSync, crc32 } from "node:zlib";
import { ProductPage } from "../page-objects/product-page";
import { expect, test } from "./fixtures";

/** One colour, as PNG. */
function png(name: string, red: number, side = 700) {
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
    const number = (value: number) => Buffer.from(new Uint32Array([value]).buffer).swap32();
    return Buffer.concat([number(data.length), body, number(crc32(body))]);
  };
  const head = Buffer.from([0, 0, side >> 8, side & 255, 0, 0, side >> 8, side & 255, 8, 2, 0, 0, 0]);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(side * 3, Buffer.from([red, 90, 60]))]);
  const data = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk("IHDR", head), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))];
  return { name, mimeType: "image/png", buffer: Buffer.concat([magic, ...parts]) };
}

test.beforeEach(({ store }) => store.clear());

test("pictures are uploaded, described, ordered and removed, and shoppers see them", async ({
  admin,
  store,
}) => {
  const { id } = await store.product({ name: "Copper pot", price: 45, quantity: 7 });
  await admin.goto("/admin/products?q=Copper");
  await admin.getByRole("button", { name: "Edit Copper pot" }).click();
  const dialog = admin.getByRole("dialog", { name: "Edit product" });
  const broken = { name: "notes.png", mimeType: "image/png", buffer: Buffer.from("not a picture") };
  await dialog
    .getByLabel("Pictures to upload")
    .setInputFiles([png("front.png", 200), broken, png("back.png", 40)]);
  await expect(dialog.getByRole("alert")).toContainText("notes.png");
  await expect(dialog.getByRole("alert")).toContainText("not a picture of these kinds");
  await expect(dialog.getByRole("textbox", { name: /What it shows/ })).toHaveCount(2);
  await dialog.getByRole("button", { name: "Dismiss notes.png" }).click();

  await dialog.getByRole("textbox", { name: "Picture 1: What it shows" }).fill("The pot from the front");
  await dialog.getByRole("textbox", { name: "Picture 2: What it shows" }).fill("Its foot");
  await dialog.getByRole("button", { name: "Move picture 2 up" }).focus();
  await admin.keyboard.press("Enter");
  await expect(dialog.getByRole("textbox", { name: "Picture 1: What it shows" })).toHaveValue("Its foot");
  const texts = async () => (await store.images(id)).map(({ alt }) => alt);
  await expect.poll(texts).toEqual(["Its foot", "The pot from the front"]);

  const shop = await admin.context().newPage();
  await new ProductPage(shop).open(id);
  const large = shop.getByRole("img", { name: "Its foot" });
  await expect(large).toBeVisible();
  await expect
    .poll(() => large.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
    .toBeGreaterThan(0);
  await shop.getByRole("button", { name: "The pot from the front" }).click();
  await expect(shop.getByRole("img", { name: "The pot from the front" })).toBeVisible();

  await dialog.getByRole("button", { name: "Remove picture 1" }).click();
  await admin.keyboard.press("Enter");
  await expect.poll(texts).toEqual(["The pot from the front"]);
});

test("drawn art takes the place of a picture that cannot be loaded", async ({ page, store }) => {
  const { id } = await store.product({ name: "Copper pot", price: 45, quantity: 7 });
  await store.addPicture(id, png("front.png", 99).buffer, "The pot");
  await page.route("**/media/**", (route) => route.abort());
  await new ProductPage(page).open(id);
  await expect(page.locator("svg[role=img]")).toHaveAccessibleName("The pot");
});

test("orders show the picture of their product, and a variant that of its group", async ({
  admin,
  store,
}) => {
  const [small, medium] = await store.group("Photo shirt", { S: 2, M: 3 });
  await store.addPicture(small?.id ?? "", png("front.png", 200).buffer, "The front");
  const hash = (await store.images(small?.id ?? ""))[0]?.hash ?? "none";
  const { pk } = await store.order(medium?.id ?? "", 1);
  const picture = (place: Locator) => place.locator(`img[src*="${hash}"]`);

  await admin.goto(`/orders/${pk}`);
  await expect(picture(admin.getByRole("list", { name: "Products" }))).toBeVisible();
  await admin.goto(`/admin/orders/${pk}`);
  await expect(picture(admin.getByRole("list", { name: "Products" }))).toBeVisible();
  await admin.goto("/admin/products");
  await expect(picture(admin.getByRole("table", { name: "Products" }))).toHaveCount(2);
});
