import { buyer, expect, test } from "../test";

const { email, name, ...address } = buyer;
const customer = { email, name, address };

test("an order is found by its number and e-mail on another device, and is then under My orders", async ({
  page,
  myOrders,
  orderPage,
  store,
}) => {
  const { id } = await store.product({ name: "Brass lamp" });
  const { number } = await store.cart([id], customer);
  await page.goto("/orders");
  await page.getByRole("main").getByRole("link", { name: "Find an order" }).click();
  await page.getByRole("textbox", { name: "Order number" }).fill(number.toLowerCase().replace("-", ""));
  await page.getByRole("textbox", { name: "E-mail" }).fill("Ada@Example.com");
  await page.keyboard.press("Enter");
  await expect(orderPage.receipt).toContainText("Brass lamp");
  await page.getByRole("link", { name: "My orders" }).first().click();
  await expect(myOrders.row("Brass lamp")).toContainText(number);
});

test("a wrong number and a wrong e-mail have one answer; after five of them the shop says how long to wait", async ({
  page,
  store,
}) => {
  const { id } = await store.product();
  const { number } = await store.cart([id], customer);
  await page.goto("/orders/find");
  const find = async (orderNumber: string, address: string) => {
    await page.getByRole("textbox", { name: "Order number" }).fill(orderNumber);
    await page.getByRole("textbox", { name: "E-mail" }).fill(address);
    const answered = page.waitForResponse("**/api/payment/orders/find");
    await page.getByRole("button", { name: "Find order" }).click();
    await answered;
  };
  const alert = page.getByRole("alert");
  await find("0000-0000", email);
  await expect(alert).toHaveText("No order has this number and this e-mail address.");
  await find(number, "bob@example.com");
  await expect(alert).toHaveText("No order has this number and this e-mail address.");
  for (let tries = 2; tries < 6; tries++) await find(number, "bob@example.com");
  await expect(alert).toHaveText(/^Too many tries\. Try again in \d+ seconds?\.$/);
});

test("an empty field is named before anything is sent", async ({ page }) => {
  await page.goto("/orders/find");
  await page.getByRole("button", { name: "Find order" }).click();
  const number = page.getByRole("textbox", { name: "Order number" });
  await expect(number).toBeFocused();
  await expect(number).toHaveAccessibleDescription(/Enter the order's number\./);
});
