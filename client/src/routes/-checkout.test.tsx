import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { useCart } from "@/features/cart/hooks/use-cart";
import { clearCheckout } from "@/features/checkout/hooks/use-checkout";
import { useContact } from "@/features/checkout/hooks/use-contact";
import { challenge, FakeShop, problem } from "@/testing/fake-shop";
import { openPage } from "@/testing/shop-pages";

const address = {
  line1: "12 Main Street",
  line2: "",
  postal_code: "N1 9GU",
  city: "London",
  country: "GB",
};
const contact = { email: "ada@example.com", name: "Ada Lovelace", ...address };
const customer = { email: contact.email, name: contact.name, address };

let shop: FakeShop;
let lamp: string;
let drum: string;

function fill(...ids: string[]) {
  const lines = ids.map((id) => ({
    id,
    name: shop.names.get(id) ?? "",
    image: "",
    price: 20,
    total: 24,
    quantity: 1,
  }));
  useCart.setState({ key: "k", lines });
}

beforeEach(() => {
  localStorage.clear();
  clearCheckout();
  shop = new FakeShop();
  lamp = shop.product("Brass lamp");
  drum = shop.product("Clay drum");
  fill(lamp, drum);
  useContact.setState({ text: contact });
});

afterEach(() => vi.restoreAllMocks());

const place = page.getByRole("button", { name: "Place order" });
const left = page.getByRole("button", { name: "Order what is left" });

test("a cart becomes one order under one key, with its customer; the confirmation follows, and the cart is empty", async () => {
  const { path } = await openPage("/checkout");
  await place.click();
  await expect.element(page.getByRole("heading", { name: "We are preparing your order" })).toBeVisible();
  const lines = [lamp, drum].map((id) => ({ id, quantity: 1 }));
  expect(shop.placed).toEqual([{ path: "/payment/orders", key: "k", body: { lines, customer } }]);
  expect(path()).toMatch(/^\/orders\/./);
  await expect.element(page.getByText("K7QX-04M0", { exact: true })).toBeVisible();
  await expect.element(page.getByRole("region", { name: "Receipt" })).toHaveTextContent("To pay$48.00");
  await expect.element(page.getByRole("button", { name: "Cart, 0 items" })).toBeVisible();
  expect(useCart.getState()).toMatchObject({ key: "k.1", lines: [] });
});

test("what an order of a product in demand needs is solved before the button is pressed", async () => {
  shop.challenge = challenge;
  await openPage("/checkout");
  await place.click();
  await expect.poll(() => shop.placed.map(({ solution }) => solution)).toEqual([`${challenge}.7`]);
});

test("an order that is refused for a challenge is sent again with the solution, under the same key", async () => {
  shop.answer = (path) =>
    path === "/payment/orders" && shop.placed.length === 1
      ? problem(428, "challenge_required", "Many want this product.", { challenge })
      : undefined;
  await openPage("/checkout");
  await place.click();
  await expect.element(page.getByRole("heading", { name: "We are preparing your order" })).toBeVisible();
  expect(shop.placed.map(({ key, solution }) => [key, solution])).toEqual([
    ["k", undefined],
    ["k", `${challenge}.7`],
  ]);
});

test("too many unpaid orders are explained, and the cart is kept", async () => {
  shop.answer = (path) =>
    path === "/payment/orders" ? problem(429, "too_many_unpaid_orders", "Pay or cancel one.") : undefined;
  await openPage("/checkout");
  await place.click();
  await expect.element(page.getByRole("alert").getByText(/Pay or cancel one/)).toBeVisible();
  expect(useCart.getState().lines).toHaveLength(2);
});

test("of a line that was added before its price was known, the first price shown is what the shopper agreed to", async () => {
  useCart.setState({ lines: useCart.getState().lines.map((line) => ({ ...line, total: null })) });
  await openPage("/checkout");
  await expect.element(place).toBeEnabled();
  await expect.poll(() => useCart.getState().lines.map(({ total }) => total)).toEqual([24, 24]);
});

test("two clicks at once send one order", async () => {
  await openPage("/checkout");
  await expect.element(place).toBeEnabled();
  const button = place.element() as HTMLElement;
  button.click();
  button.click();
  await expect.element(page.getByRole("heading", { name: "We are preparing your order" })).toBeVisible();
  expect(shop.placed.map(({ key }) => key)).toEqual(["k"]);
});

test("wrong fields are shown where they are, the first has the focus, and nothing is sent", async () => {
  useContact.setState({ text: { ...contact, email: "ada", city: " " } });
  await openPage("/checkout");
  await place.click();
  const email = page.getByLabelText("E-mail");
  await expect.element(email).toHaveFocus();
  await expect.element(email).toHaveAccessibleDescription(/looks like ada@example\.com/);
  await expect.element(page.getByLabelText("City")).toHaveAccessibleDescription("Enter your city.");
  expect(shop.placed).toEqual([]);
  await userEvent.fill(email, "ada@example.com");
  await expect.element(email).not.toHaveAttribute("aria-invalid");
});

test("a fault that the service found is shown at its field, and the cart is as it was", async () => {
  const errors = [
    { loc: ["body", "customer", "address", "postal_code"], type: "x", msg: "Not a postal code." },
  ];
  shop.answer = (path) =>
    path === "/payment/orders" ? problem(422, "validation_failed", "Not valid.", { errors }) : undefined;
  await openPage("/checkout");
  await place.click();
  const code = page.getByLabelText("Postal code");
  await expect.element(code).toHaveFocus();
  await expect.element(code).toHaveAccessibleDescription(/Not a postal code\./);
  expect(useCart.getState()).toMatchObject({ key: "k.1", lines: [{ id: lamp }, { id: drum }] });
});

test("what was typed is kept", async () => {
  const { screen } = await openPage("/checkout");
  await userEvent.fill(page.getByLabelText("Name"), "李小龙");
  await page.getByLabelText("Country").selectOptions("Japan");
  await screen.unmount();
  await useContact.persist.rehydrate();
  await openPage("/checkout");
  await expect.element(page.getByLabelText("Name")).toHaveValue("李小龙");
  await expect.element(page.getByLabelText("Country")).toHaveValue("JP");
});

test("a product that sold out is named, and one tap orders the others under the next key", async () => {
  shop.answer = (path) => {
    if (path !== "/payment/orders" || shop.soldOut.has(drum)) return undefined;
    shop.soldOut.add(drum);
    return problem(409, "sold_out", "Clay drum is sold out.");
  };
  await openPage("/checkout");
  await place.click();
  await expect.element(page.getByText("Not ordered: Clay drum is sold out.")).toBeVisible();
  await left.click();
  await expect.element(page.getByRole("heading", { name: "We are preparing your order" })).toBeVisible();
  expect(shop.placed.map(({ key }) => key)).toEqual(["k", "k.1"]);
  expect(shop.placed[1]?.body).toEqual({ lines: [{ id: lamp, quantity: 1 }], customer });
  expect(useCart.getState().lines).toEqual([]);
});

test("a lost answer is unknown, and is asked for again under the same key", async () => {
  let lost = 1;
  shop.answer = (path) => (path === "/payment/orders" && lost-- > 0 ? "lost" : undefined);
  await openPage("/checkout");
  await place.click();
  const unconfirmed = page.getByRole("list", { name: "Unconfirmed orders" });
  await expect.element(unconfirmed).toHaveTextContent(/Brass lamp.*Clay drum.*\$48\.00/);
  await expect.element(page.getByRole("heading", { name: "We are preparing your order" })).toBeVisible();
  expect(shop.placed.map(({ key }) => key)).toEqual(["k", "k"]);
});

test("a rejected order names the product, and one tap orders what is left for the same buyer", async () => {
  await openPage("/checkout");
  await place.click();
  await expect.element(page.getByRole("heading", { name: "We are preparing your order" })).toBeVisible();
  const [order] = shop.orders.values();
  const at = "2026-11-22T10:00:01.000Z";
  shop.soldOut.add(drum);
  shop.orders.set(order!.pk, {
    ...order!,
    status: "rejected",
    reason: "sold_out",
    lines: order!.lines.map((line) => ({
      ...line,
      status: line.product_id === drum ? "rejected" : "cancelled",
    })),
    updated_at: at,
    timeline: [...order!.timeline, { step: "rejected", at }],
  });
  await expect.element(page.getByRole("heading", { name: "We could not complete your order" })).toBeVisible();
  await expect.element(page.getByText(/^Clay drum sold out before we could set it aside/)).toBeVisible();
  await expect.element(page.getByText("Brass lamp for $24.00")).toBeVisible();
  await expect.element(page.getByText("To Ada Lovelace, 12 Main Street, London")).toBeVisible();
  await left.click();
  await expect.element(page.getByText("K7QX-04M1", { exact: true })).toBeVisible();
  expect(shop.placed[1]).toEqual({
    path: "/payment/orders",
    key: `${order!.pk}-0`,
    body: { lines: [{ id: lamp, quantity: 1 }], customer },
  });
});

test("a cart of more products than an order holds says so", async () => {
  fill(...Array.from({ length: 21 }, (_, index) => shop.product(`Cup ${index}`)));
  await openPage("/checkout");
  await expect
    .element(page.getByRole("button", { name: "Remove products: an order has at most 20" }))
    .toBeDisabled();
});
