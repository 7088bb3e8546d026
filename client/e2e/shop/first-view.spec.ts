import { photograph } from "../photograph";
import { expect, test } from "../test";

const pages = [
  ["the start page", () => "/", () => "/products?grouped=true&limit=24"],
  ["a product", (id: string) => `/products/${id}`, (id: string) => `/products/${id}`],
] as const;

for (const [what, pathOf, dataOf] of pages) {
  test(`the picture of ${what} does not wait for the script, which loads nothing again`, async ({
    browser,
    page,
    services,
    store,
  }) => {
    const { id, name } = await store.product({ name: "Photographed lamp" });
    await store.addPicture(id, await photograph(page), "The lamp", "image/jpeg");
    const picture = (await store.images(id))[0]?.hash ?? "none";
    const url = services.shopUrl + pathOf(id);
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });

    const withoutScript = await context.newPage();
    await withoutScript.route("**/assets/*.js", (route) => route.abort());
    await withoutScript.goto(url);
    const shown = withoutScript.locator(`main img[srcset*="${picture}"]`);
    await expect
      .poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
    const place = await shown.boundingBox();

    const asked: string[] = [];
    const whole = await context.newPage();
    whole.on("request", (request) => asked.push(request.url()));
    await whole.goto(url);
    await expect(whole.getByRole("heading", { name })).toBeVisible();
    await expect(whole.getByText("Add to cart").or(whole.getByText("in stock")).first()).toBeVisible();
    const once = (part: string) =>
      expect(
        asked.filter((one) => one.endsWith(part)),
        part,
      ).toHaveLength(1);
    once(`/api/inventory${dataOf(id)}`);
    once("/api/payment/shop");
    expect(
      asked.filter((one) => one.includes(picture)),
      "the picture",
    ).toHaveLength(1);
    const drawn = whole.locator(`main img[srcset*="${picture}"]`).first();
    expect(await drawn.boundingBox()).toEqual(place);
    await context.close();
  });
}
