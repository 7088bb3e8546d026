import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { useMyOrders } from "@/features/orders/hooks/use-my-orders";
import { FakeShop, problem } from "@/testing/fake-shop";
import { orderOf } from "@/testing/order";
import { openPage } from "@/testing/shop-pages";

let shop: FakeShop;

beforeEach(() => {
  localStorage.clear();
  useMyOrders.setState({ pks: [] });
  shop = new FakeShop();
  shop.answer = (path) => (path === "/payment/buyers" ? new Response(null, { status: 202 }) : undefined);
});

afterEach(() => vi.restoreAllMocks());

const email = page.getByLabelText("E-mail");
const code = page.getByLabelText("Code", { exact: true });
const alert = page.getByRole("alert");
const button = (name: string) => page.getByRole("button", { name });

/** The shop answers the code with this. */
function onVerify(respond: () => Response | "lost") {
  const before = shop.answer;
  shop.answer = (path) => (path === "/payment/buyers/verify" ? respond() : before(path));
}

async function askForCode() {
  const opened = await openPage("/sign-in?next=/orders/find");
  await email.fill("ada@example.com");
  await button("Send a code").click();
  await expect.element(code).toHaveFocus();
  return opened;
}

test("a buyer signs in with the e-mail and the code, and goes on to the page that asked", async () => {
  onVerify(() => Response.json({ signed_in: true, email: "a…@example.com" }));
  const { path } = await askForCode();
  await expect.element(page.getByText("We sent a code to ada@example.com")).toBeVisible();
  await userEvent.keyboard("123456{Enter}");
  await expect.poll(path).toBe("/orders/find");
  await expect.element(page.getByRole("link", { name: "Account" })).toBeVisible();
});

test("the code's field is one for a code that came by mail", async () => {
  await askForCode();
  await expect.element(code).toHaveAttribute("autocomplete", "one-time-code");
  await expect.element(code).toHaveAttribute("inputmode", "numeric");
  await expect.element(code).toHaveAttribute("maxlength", "20");
});

test("a wrong code is named, and the field keeps the focus", async () => {
  onVerify(() => problem(403, "wrong_code", "Wrong."));
  await askForCode();
  await userEvent.keyboard("000000{Enter}");
  await expect.element(alert).toHaveTextContent("This code is not correct, or it has expired.");
  await expect.element(code).toHaveFocus();
  await expect.element(code).toHaveAttribute("aria-invalid", "true");
});

test("after a lost answer the shop is asked whether the code was accepted", async () => {
  onVerify(() => {
    shop.buyer = "a…@example.com";
    return "lost";
  });
  const { path } = await askForCode();
  await userEvent.keyboard("123456{Enter}");
  await expect.poll(path).toBe("/orders/find");
  await expect.element(page.getByRole("link", { name: "Account" })).toBeVisible();
});

test("a code whose first answer was lost is not called wrong", async () => {
  let tries = 0;
  onVerify(() => (++tries === 1 ? "lost" : problem(403, "wrong_code", "Wrong.")));
  await askForCode();
  await userEvent.keyboard("123456{Enter}");
  await expect.element(alert).toHaveTextContent("If you are not signed in now, send a new code.");
  await button("Sign in").click();
  await expect.element(alert).toHaveTextContent("This code was used, is not correct or has expired.");
});

test("after too many codes the buyer reads how long to wait", async () => {
  onVerify(() => {
    const response = problem(429, "too_many_requests", "Later.");
    response.headers.set("Retry-After", "540");
    return response;
  });
  await askForCode();
  await userEvent.keyboard("000000{Enter}");
  await expect.element(alert).toHaveTextContent("Too many attempts. Try again in 9 minutes.");
});

test("a new code can be sent after a wait", async () => {
  await askForCode();
  await expect.element(button("Send a new code (in")).toHaveAttribute("aria-disabled", "true");
  vi.spyOn(Date, "now").mockReturnValue(Date.now() + 31_000);
  await expect.element(button("Send a new code")).toHaveAttribute("aria-disabled", "false");
  await button("Send a new code").click();
  await expect.element(button("Send a new code (in 30 s)")).toBeVisible();
});

test("an address that is none is named on its field", async () => {
  shop.answer = (path) =>
    path === "/payment/buyers" ? problem(422, "validation_failed", "Wrong.") : undefined;
  await openPage("/sign-in");
  await button("Send a code").click();
  await expect.element(alert).toHaveTextContent("Enter your e-mail address.");
  await email.fill("ada");
  await button("Send a code").click();
  await expect.element(alert).toHaveTextContent("Enter an e-mail address like name@example.com.");
  await expect.element(email).toHaveFocus();
});

test("a buyer can go back to another e-mail", async () => {
  await askForCode();
  await button("Use another e-mail").click();
  await expect.element(email).toHaveValue("ada@example.com");
});

test("who has signed in sees the account and signs out", async () => {
  shop.buyer = "a…@example.com";
  shop.answer = (path) =>
    path === "/payment/buyers/sign-out" ? new Response(null, { status: 204 }) : undefined;
  await openPage("/sign-in");
  await expect.element(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  await expect.element(page.getByText("You are signed in as a…@example.com")).toBeVisible();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect.element(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect.element(email).toBeVisible();
});

test("signing out everywhere with a session that has ended does not claim to have done so", async () => {
  shop.buyer = "a…@example.com";
  shop.answer = (path) =>
    path === "/payment/buyers/sign-out" ? problem(401, "sign_in_required", "Sign in.") : undefined;
  await openPage("/sign-in");
  await button("Sign out on every device").click();
  await expect.element(page.getByText("Sign in first, then sign out on every device.")).toBeVisible();
  await expect.element(page.getByText("You are signed out on every device.")).not.toBeInTheDocument();
  await expect.element(email).toBeVisible();
});

test("my orders are those of every device and of this browser, newest first, each once", async () => {
  shop.buyer = "a…@example.com";
  const [first, second, third] = ["A", "B", "C"].map((letter) =>
    orderOf({ pk: `01J000000000000000000000${letter}0`, number: `K7QX-000${letter}` }),
  );
  for (const order of [first, second, third]) if (order) shop.orders.set(order.pk, order);
  useMyOrders.setState({ pks: [second?.pk ?? ""] });
  await openPage("/orders");
  await expect.element(page.getByText("Your orders from every device")).toBeVisible();
  await expect.poll(() => numbersShown()).toEqual(["K7QX-000C", "K7QX-000B", "K7QX-000A"]);
});

test("a guest sees the orders of this browser and may sign in for all", async () => {
  const order = orderOf({});
  shop.orders.set(order.pk, order);
  await openPage("/orders");
  await expect.element(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
  await page.getByRole("link", { name: "Sign in for all orders" }).click();
  await expect.element(email).toBeVisible();
});

test("a session that has ended elsewhere shows the guest's page, not a failure", async () => {
  shop.buyer = "a…@example.com";
  shop.answer = (path) =>
    path === "/payment/buyers/me/orders" ? problem(401, "sign_in_required", "Sign in.") : undefined;
  await openPage("/orders");
  await expect.element(page.getByRole("link", { name: "Sign in for all orders" })).toBeVisible();
  await expect.element(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
});

function numbersShown(): string[] {
  return [...document.querySelectorAll("main li")].flatMap((row) => /K7QX-\w{4}/.exec(row.textContent) ?? []);
}
