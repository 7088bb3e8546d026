import { expect, testWith } from "../test";

const test = testWith({ SOUK_CHALLENGE: "always" });

test("a buyer of a product in demand notices nothing of the work, which the page does under its own policy", async ({
  page,
  productPage,
  checkout,
  store,
}) => {
  const product = await store.product();
  await productPage.addToCart(product.id);
  const asked = page.waitForResponse((response) => response.url().endsWith("/challenges"));
  const sent = page.waitForRequest(
    (request) => request.method() === "POST" && request.url().endsWith("/payment/orders"),
  );
  await checkout.open();
  const { challenge } = (await (await asked).json()) as { challenge: string };
  await page.getByRole("button", { name: "Place order" }).click();
  await page.waitForURL(/\/orders\/./);
  expect((await sent).headers()["challenge-solution"]).toMatch(new RegExp(`^${challenge}\\.[0-9]+$`));
});
