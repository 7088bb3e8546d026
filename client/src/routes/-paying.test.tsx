import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { useCart } from "@/features/cart/hooks/use-cart";
import { clearCheckout } from "@/features/checkout/hooks/use-checkout";
import { useContact } from "@/features/checkout/hooks/use-contact";
import { useMyOrders } from "@/features/orders/hooks/use-my-orders";
import type { Order } from "@/lib/api-client";
import { FakeShop } from "@/testing/fake-shop";
import { lineOf, orderOf } from "@/testing/order";
import { openPage } from "@/testing/shop-pages";

const at = "2026-11-22T10:00:00.000Z";
const address = { line1: "12 Main Street", line2: "", postal_code: "N1 9GU", city: "London", country: "GB" };

let shop: FakeShop;
let lamp: string;

beforeEach(() => {
  localStorage.clear();
  clearCheckout();
  shop = new FakeShop();
  shop.payments = "sandbox";
  lamp = shop.product("Brass lamp");
  const line = { id: lamp, name: "Brass lamp", image: "", price: 20, total: 24, quantity: 1 };
  useCart.setState({ key: "k", lines: [line] });
  useContact.setState({ text: { email: "ada@example.com", name: "Ada Lovelace", ...address } });
});

afterEach(() => vi.restoreAllMocks());

/** A pending order of one lamp, all of it reserved. */
function keep(payment: Partial<Order["payment"]>, changes: Partial<Order> = {}): Order {
  const order = orderOf({
    status: "pending",
    lines: [lineOf({ product_id: lamp, status: "reserved" })],
    timeline: [
      { step: "placed", at },
      { step: "stock_reserved", at },
    ],
    payment: {
      status: "none",
      reference: null,
      url: null,
      expires_at: null,
      captured: 0,
      refunded: 0,
      ...payment,
    },
    ...changes,
  });
  shop.orders.set(order.pk, order);
  return order;
}

const payPage = { status: "requires_payment", url: "/pay/1", expires_at: "2036-11-22T10:15:00Z" } as const;
const pay = page.getByRole("link", { name: "Pay $24.00" });
const headline = page.getByRole("heading", { level: 1 });

test("the button says what is paid, and the order says that its items are being reserved", async () => {
  await openPage("/checkout");
  await page.getByRole("button", { name: "Pay $24.00" }).click();
  await expect.element(headline).toHaveTextContent("We are reserving your items");
  await expect.element(page.getByText("The payment page opens by itself.")).toBeVisible();
});

test("the button waits for the settings of the shop", async () => {
  shop.answer = (path) => (path === "/payment/shop" ? "lost" : undefined);
  await openPage("/checkout");
  await expect.element(page.getByRole("button", { name: "Checking prices…" })).toBeDisabled();
});

test("an order whose amount is not what its buyer saw does not open the payment page by itself", async () => {
  shop.answer = (path) =>
    path === "/payment/orders" ? Response.json(keep({}, { amount: 30 }), { status: 201 }) : undefined;
  await openPage("/checkout");
  await page.getByRole("button", { name: "Pay $24.00" }).click();
  await expect.element(headline).toHaveTextContent("Your items are reserved");
  await expect.element(page.getByText("The price changed at the last moment")).toBeVisible();
  await expect.element(page.getByText("The payment page opens by itself.")).not.toBeInTheDocument();
});

test("an unpaid order has a link to the payment page, and the time that is left is not announced", async () => {
  const { pk } = keep(payPage);
  await openPage(`/orders/${pk}`);
  await expect.element(pay).toHaveAttribute("href", "/pay/1");
  await expect.element(page.getByRole("timer")).toHaveTextContent(/h \d+ min$/);
  expect(document.querySelector("[aria-live], [role=status] [role=timer]")).toBeNull();
});

test("who returns having paid is not asked to pay, and the provider is asked once", async () => {
  const { pk } = keep(payPage);
  shop.answer = (path) => (path.endsWith("/refresh") ? new Response(null, { status: 202 }) : undefined);
  const { search } = await openPage(`/orders/${pk}?paid`);
  await expect.element(headline).toHaveTextContent("We are confirming your payment");
  await expect.element(pay).not.toBeInTheDocument();
  expect(search()).toBe("");
  expect(shop.sent.map(({ path }) => path).filter((path) => path.endsWith("/refresh"))).toHaveLength(1);
});

test("an order that waits for the end of its payment can neither be paid nor cancelled", async () => {
  const { pk } = keep(payPage, { reason: "payment_timeout" });
  await openPage(`/orders/${pk}`);
  await expect.element(headline).toHaveTextContent("The time to pay is over");
  await expect.element(pay).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "Cancel order" })).not.toBeInTheDocument();
});

test("an order that was not paid in time goes back into the cart, whole", async () => {
  useCart.setState({ key: "k", lines: [] });
  const { pk } = keep({}, { status: "cancelled", reason: "payment_timeout" });
  const { path } = await openPage(`/orders/${pk}`);
  await page.getByRole("button", { name: "Order again" }).click();
  await expect.poll(path).toBe("/checkout");
  expect(useCart.getState().lines).toMatchObject([{ id: lamp, quantity: 1, total: 24 }]);
});

test("a cancelled order that was charged says what was charged and refunded", async () => {
  const { pk } = keep({ status: "refunded", captured: 24, refunded: 24 }, { status: "cancelled" });
  await openPage(`/orders/${pk}`);
  await expect.element(headline).toHaveTextContent("Order cancelled and refunded");
  await expect.element(page.getByText("You were charged $24.00, and we refunded all of it.")).toBeVisible();
  await expect.element(page.getByText("Not charged")).not.toBeInTheDocument();
});

test("a paid order that another browser placed is not said to be under My orders", async () => {
  useMyOrders.setState({ pks: [] });
  const { pk } = keep({ status: "captured", captured: 24 }, { status: "completed" });
  await openPage(`/orders/${pk}`);
  await expect.element(page.getByRole("heading", { name: "Your order is paid" })).toBeVisible();
  await expect.element(page.getByText(/under My orders/)).not.toBeInTheDocument();
});

test("the e-mail of an order stays as it was read when the order is cancelled", async () => {
  const customer = { email: "ada@example.com", name: null, address: null };
  const order = keep(payPage, { customer });
  const ended = {
    ...order,
    status: "cancelled" as const,
    customer: { ...customer, email: "a…@example.com" },
  };
  shop.answer = (path) => (path.endsWith("/cancel") ? Response.json(ended) : undefined);
  await openPage(`/orders/${order.pk}`);
  await page.getByRole("button", { name: "Cancel order" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel order" }).click();
  await expect.element(headline).toHaveTextContent("Order cancelled");
  await expect.element(page.getByText(", ada@example.com")).toBeVisible();
});

test("the fee under the amount of several units is that of all of them", async () => {
  const rug = shop.product("Rug");
  const lines = [lineOf({ product_id: lamp, quantity: 2, amount: 48 }), lineOf({ product_id: rug })];
  const { pk } = keep({ status: "captured", captured: 72 }, { status: "completed", amount: 72, lines });
  await openPage(`/orders/${pk}`);
  const rows = page.getByRole("region", { name: "Receipt" }).getByRole("listitem");
  await expect.element(rows.nth(0)).toHaveTextContent("2 × $24.00$48.00incl. $8.00 fee");
  await expect.element(rows.nth(1)).toHaveTextContent("1 × $24.00$24.00incl. $4.00 fee");
});
