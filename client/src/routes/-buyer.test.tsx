import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { useCart } from "@/features/cart/hooks/use-cart";
import { clearCheckout } from "@/features/checkout/hooks/use-checkout";
import { useContact } from "@/features/checkout/hooks/use-contact";
import { useMyOrders } from "@/features/orders/hooks/use-my-orders";
import { FakeShop, problem } from "@/testing/fake-shop";
import { orderOf } from "@/testing/order";
import { openPage } from "@/testing/shop-pages";

const ada = "a…@example.com";

let shop: FakeShop;
let lamp: string;

beforeEach(() => {
  localStorage.clear();
  clearCheckout();
  useMyOrders.setState({ pks: [] });
  shop = new FakeShop();
  lamp = shop.product("Brass lamp");
  shop.limits.set(lamp, 2);
  shop.answer = (path) => {
    if (path === "/payment/buyers") return new Response(null, { status: 202 });
    if (path === "/payment/buyers/verify")
      return Response.json({ signed_in: true, email: (shop.buyer = ada) });
    if (path !== "/payment/buyers/sign-out") return undefined;
    shop.buyer = undefined;
    return new Response(null, { status: 204 });
  };
  const line = { id: lamp, name: "Brass lamp", image: "", price: 20, total: 24, quantity: 1 };
  useCart.setState({ key: "k", lines: [line] });
  useContact.setState({
    text: {
      email: "ada@example.com",
      name: "Ada Lovelace",
      line1: "12 Main Street",
      line2: "",
      postal_code: "N1 9GU",
      city: "London",
      country: "GB",
    },
  });
});

afterEach(() => vi.restoreAllMocks());

const main = page.getByRole("main");
const header = page.getByRole("navigation", { name: "Shop" });
const link = (name: string) => header.getByRole("link", { name, exact: true });
const asksToSignIn = main.getByText("to order this product.");
const place = page.getByRole("button", { name: "Place order" });

/** With the code, from the page that asks for it. */
async function signIn() {
  await page.getByLabelText("E-mail").fill("ada@example.com");
  await page.getByRole("button", { name: "Send a code" }).click();
  await expect.element(page.getByLabelText("Code", { exact: true })).toHaveFocus();
  await userEvent.keyboard("123456{Enter}");
}

test("a limited product asks a guest to sign in, leads back, and then asks no more", async () => {
  const { path, search } = await openPage(`/products/${lamp}`);
  await expect.element(asksToSignIn).toBeVisible();
  await main.getByRole("link", { name: "Sign in" }).click();
  await expect.poll(search).toBe(`?next=%2Fproducts%2F${lamp}`);
  await signIn();
  await expect.poll(path).toBe(`/products/${lamp}`);
  await expect.element(main.getByText("At most 2 a person.")).toBeVisible();
  await expect.element(asksToSignIn).not.toBeInTheDocument();
});

test("after signing out a limited product asks to sign in again", async () => {
  shop.buyer = ada;
  const { go } = await openPage(`/products/${lamp}`);
  await expect.element(main.getByText("At most 2 a person.")).toBeVisible();
  await expect.element(link("Account")).toBeVisible();
  await expect.element(asksToSignIn).not.toBeInTheDocument();
  go("/sign-in");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect.element(page.getByLabelText("E-mail")).toBeVisible();
  go(`/products/${lamp}`);
  await expect.element(asksToSignIn).toBeVisible();
});

test("a product without a limit never asks to sign in", async () => {
  shop.limits.clear();
  await openPage(`/products/${lamp}`);
  await expect.element(main.getByRole("button", { name: "Add to cart" })).toBeVisible();
  await expect.element(link("Sign in")).toBeVisible();
  expect(asksToSignIn.elements()).toEqual([]);
});

test("a cart that waits for its buyer is quoted again when the buyer has signed in", async () => {
  const { path, search } = await openPage("/checkout");
  await expect.element(page.getByRole("alert")).toHaveTextContent("Sign in to order Brass lamp");
  await page.getByRole("alert").getByRole("link", { name: "Sign in" }).click();
  await expect.poll(search).toBe("?next=%2Fcheckout");
  await signIn();
  await expect.poll(path).toBe("/checkout");
  await expect.element(place).toBeEnabled();
});

/** The shop answers this path with that, until the function that it returns is called. */
function onPath(wanted: string, respond: () => Response | "lost") {
  const before = shop.answer;
  shop.answer = (path) => (path === wanted ? respond() : before(path));
  return () => void (shop.answer = before);
}

const down = () => problem(503, "unavailable", "Down.");

test("while the shop cannot say who has signed in, nobody is called a guest", async () => {
  shop.buyer = ada;
  const recover = onPath("/payment/buyers/me", down);
  const { go } = await openPage("/sign-in");
  await expect
    .element(page.getByRole("heading", { name: "Your account cannot be shown right now" }))
    .toBeVisible();
  await expect.element(link("Your account")).toBeVisible();
  expect(page.getByLabelText("E-mail").elements()).toEqual([]);
  go("/orders");
  await expect
    .element(page.getByRole("heading", { name: "Your orders cannot be shown right now" }))
    .toBeVisible();
  expect(page.getByRole("link", { name: "Sign in" }).elements()).toEqual([]);
  recover();
  await expect.element(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
  await expect.element(link("Account")).toBeVisible();
});

test("orders of a buyer that could not be read are not taken for none, and can be read again", async () => {
  shop.buyer = ada;
  const recover = onPath("/payment/buyers/me/orders", down);
  await openPage("/orders");
  await expect
    .element(page.getByRole("heading", { name: "Your orders cannot be shown right now" }))
    .toBeVisible();
  await expect.element(main.getByText("from every device")).not.toBeInTheDocument();
  recover();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.element(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
  await expect.element(main.getByText("Your orders from every device")).toBeVisible();
});

test("beside the orders of this browser it is said that others are missing", async () => {
  const order = orderOf({});
  shop.buyer = ada;
  shop.orders.set(order.pk, order);
  useMyOrders.setState({ pks: [order.pk] });
  const recover = onPath("/payment/buyers/me/orders", down);
  await openPage("/orders");
  await expect
    .element(main.getByRole("alert"))
    .toHaveTextContent("Your orders from other devices cannot be shown");
  await expect.element(main.getByText(order.number)).toBeVisible();
  await expect.element(main.getByText("The orders placed in this browser, newest first.")).toBeVisible();
  recover();
  await main.getByRole("button", { name: "Try again" }).click();
  await expect.element(main.getByRole("alert")).not.toBeInTheDocument();
  await expect.element(main.getByText("Your orders from every device")).toBeVisible();
});

test("a list that may have been cut off does not claim to be all", async () => {
  shop.buyer = ada;
  for (let index = 0; index < 100; index++) {
    const pk = `01J00000000000000000000${String(index).padStart(3, "0")}`;
    shop.orders.set(pk, orderOf({ pk, number: `K7QX-${index}` }));
  }
  await openPage("/orders");
  await expect.element(main.getByText("Your latest 100 orders from every device")).toBeVisible();
});

test("an order that is refused because nobody is signed in shows so at once", async () => {
  shop.buyer = ada;
  onPath("/payment/orders", () => {
    shop.buyer = undefined;
    onPath("/payment/buyers/me", down);
    return problem(401, "sign_in_required", "Sign in.");
  });
  await openPage("/checkout");
  await expect.element(link("Account")).toBeVisible();
  await place.click();
  await expect.element(page.getByText("Not ordered: Sign in to order Brass lamp")).toBeVisible();
  await expect.element(link("Sign in")).toBeVisible();
  await expect.element(main.getByRole("link", { name: "Sign in" })).toBeVisible();
});
