import { expect, test } from "vitest";
import { orderOf } from "@/testing/order";
import { headlineOf, nextStep } from "./stage-words";

const charged = { status: "captured", reference: null, url: null, expires_at: null } as const;

test.each([
  ["payment_timeout", "The time to pay ran out, so your items are back in the shop. You were not charged."],
  ["payment_failed", "The payment was not completed, so nothing was ordered. You were not charged."],
  ["cancelled_by_buyer", "Nothing was ordered, and you were not charged."],
] as const)("an order that ended because of %s says what became of it", (reason, text) => {
  expect(nextStep("cancelled", orderOf({ status: "cancelled", reason }), true)).toBe(text);
});

test("only what was short may be back in stock", () => {
  const rejected = (reason: "insufficient_stock" | "limit_reached") =>
    nextStep("rejected", orderOf({ status: "rejected", reason }), true);
  expect(rejected("insufficient_stock")).toBe(
    "You were not charged. The product may be back in stock later.",
  );
  expect(rejected("limit_reached")).toBe("You were not charged.");
});

test("a part that was refunded is said with the rest", () => {
  const order = orderOf({ payment: { ...charged, captured: 24, refunded: 4.1 } });
  expect(nextStep("partly_refunded", order, true)).toBe("We refunded $4.10 of $24.00. $19.90 stays paid.");
});

test("money that still has to come back is said in full", () => {
  const order = orderOf({ status: "cancelled", payment: { ...charged, captured: 24, refunded: 4 } });
  expect(nextStep("paying_back", order, true)).toMatch(
    /^You were charged \$24\.00\. \$20\.00 of it is still to come back/,
  );
});

test.each(["reserving", "opening", "to_pay", "unknown", "cancelling", "timing_out"] as const)(
  "while it is %s no sentence says that it is paid, or that it failed",
  (stage) => {
    expect(nextStep(stage, orderOf({ status: "pending" }), true)).not.toMatch(/is paid|was paid\.|failed/);
  },
);

test("only an order that this browser knows is said to be under My orders", () => {
  expect(nextStep("completed", orderOf(), true)).toBe("You can find it under My orders.");
  expect(nextStep("completed", orderOf(), false)).toBe("");
});

test("a buyer who gave an address reads where the order is sent, and that a mail follows", () => {
  const address = { line1: "1 High Street", line2: null, postal_code: null, city: "Leeds", country: "GB" };
  const customer = { email: "a•••@example.com", name: null, address: null };
  expect(nextStep("completed", orderOf({ customer }), false)).toBe(
    "We send it to the address that you gave. You get a mail at a•••@example.com when it is on its way.",
  );
  expect(nextStep("completed", orderOf({ customer: { ...customer, address } }), false)).toMatch(
    /^We send it to the address below\./,
  );
});

test("an order is on its way once it is shipped, and not before", () => {
  const fulfilment = (state: "packed" | "shipped") => ({ state, tracking: null, shipped_at: null });
  const packed = orderOf({ fulfilment: fulfilment("packed") });
  expect(headlineOf("completed", packed)).toBe("Your order is paid");
  const customer = { email: "a•••@example.com", name: null, address: null };
  const shipped = orderOf({ fulfilment: fulfilment("shipped"), customer });
  expect(headlineOf("completed", shipped)).toBe("Your order is on its way");
  expect(nextStep("completed", shipped, false)).toBe("We sent it to the address that you gave.");
});
