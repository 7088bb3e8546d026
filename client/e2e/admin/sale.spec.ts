import { CheckoutPage } from "../page-objects/checkout-page";
import { buyer } from "../test";
import { expect, test } from "./fixtures";

test.beforeEach(({ store }) => store.clear());

/** As a `datetime-local` input has it; the browser is in UTC. */
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString().slice(0, 19);

test("a draft gets a start and a limit; a shopper counts down and orders without a reload", async ({
  admin,
  browser,
  services,
}) => {
  await admin.goto("/admin/products");
  await admin.getByRole("button", { name: "New product" }).click();
  const form = admin.getByRole("dialog", { name: "New product" });
  await form.getByLabel("Name").fill("Drop shirt");
  await form.getByLabel("Price").fill("45");
  await form.getByLabel("Stock", { exact: true }).fill("7");
  await form.getByLabel("State").selectOption("Draft");
  await form.getByLabel("Start of the sale").fill(inSeconds(3_600));
  await form.getByLabel("End of the sale").fill(inSeconds(1_800));
  await form.getByLabel("Limit per order").fill("0");
  await form.getByRole("button", { name: "Add product" }).click();
  await expect(form.getByText("The sale ends after it starts.")).toBeVisible();
  await expect(form.getByText(/^A limit is a whole number from 1/)).toBeVisible();
  await form.getByLabel("End of the sale").fill("");
  await form.getByLabel("Limit per order").fill("2");
  await form.getByRole("button", { name: "Add product" }).click();
  await expect(admin.getByText(/^Draft · Starts .* · At most 2 an order\.$/)).toBeVisible();

  const shopper = await (
    await browser.newContext({ baseURL: services.shopUrl, timezoneId: "UTC" })
  ).newPage();
  await shopper.goto("/");
  await expect(shopper.getByText("Drop shirt")).toHaveCount(0);

  await admin.getByRole("button", { name: "Edit Drop shirt" }).click();
  const edited = admin.getByRole("dialog", { name: "Edit product" });
  await edited.getByLabel("State").selectOption("Active");
  await edited.getByLabel("Start of the sale").fill(inSeconds(6));
  await edited.getByRole("button", { name: "Save" }).click();
  await expect(edited).toHaveCount(0);

  await shopper.goto("/");
  await shopper.getByRole("link", { name: /Drop shirt/ }).click();
  await expect(shopper.getByRole("button", { name: "Not on sale yet" })).toBeDisabled();
  await expect(shopper.getByRole("timer")).toContainText("Starts in 00:0");
  await expect(shopper.getByText("At most 2 an order.")).toBeVisible();
  await shopper.getByRole("button", { name: "Add to cart" }).click();
  await shopper.getByRole("link", { name: "Go to checkout" }).click();
  const checkout = new CheckoutPage(shopper);
  await checkout.fill(buyer);
  await checkout.place.click();
  await expect(shopper).toHaveURL(/\/orders\//);
  await shopper.context().close();
});
