import { expect, test } from "vitest";
import type { Order } from "@/lib/api-client";
import { Problem } from "@/lib/problem";
import { lineOf, orderOf, orderOfLines } from "@/testing/order";
import { newSubmission, type Submission } from "./submission";
import { outcomeOfAbandon, outcomeOfOrder } from "./outcome";

const lamp = { id: "a", name: "A", price: 20, total: 24, image: "", quantity: 2 };
const drum = { ...lamp, id: "b", name: "B" };
const first: Submission = {
  ...newSubmission({ key: "k", lines: [lamp], customer: null, agreed: 48 }, 0),
  sends: 1,
};
const second: Submission = { ...first, sends: 2 };
const both: Submission = { ...first, lines: [lamp, drum] };
const givenUp: Submission = { ...second, givenUp: "You cancelled it." };

const line = lineOf({ product_name: "A", status: "rejected" });
const order = (status: Order["status"], reason: Order["reason"] = null) =>
  orderOf({ status, reason, lines: [line] });
const soldOut = new Problem(409, "sold_out", "Sold out.");

test.each(["pending", "completed", "refunded"] as const)("an order that is %s was placed", (status) => {
  expect(outcomeOfOrder(first, order(status)).kind).toBe("placed");
  expect(outcomeOfAbandon(givenUp, order(status)).kind).toBe("placed");
});

test("a rejected or cancelled order is not a purchase", () => {
  expect(outcomeOfOrder(second, order("rejected", "sold_out"))).toMatchObject({
    kind: "ended",
    refusal: { why: "A sold out a moment ago." },
  });
  expect(outcomeOfOrder(second, order("cancelled", "cancelled_by_buyer")).kind).toBe("ended");
  expect(outcomeOfOrder(second, order("cancelled", "payment_timeout"))).toMatchObject({
    kind: "ended",
    refusal: { why: "The time to pay is over." },
  });
});

test("an order of a guest that only a buyer can place says that nobody is signed in", () => {
  const why = expect.stringMatching(/^Sign in to order A/) as string;
  const expected = { kind: "ended", refusal: { asksToSignIn: true, why } };
  expect(outcomeOfOrder(first, new Problem(401, "sign_in_required", "x"))).toMatchObject(expected);
  expect(outcomeOfOrder(first, order("rejected", "sign_in_required"))).toMatchObject(expected);
  expect(outcomeOfOrder(first, soldOut)).not.toHaveProperty("refusal.asksToSignIn");
});

test("an order over the limit of a person may be the first one", () => {
  expect(outcomeOfOrder(first, order("rejected", "limit_reached"))).toMatchObject({
    refusal: { why: "That is more of A than one person can have, with what you ordered before." },
  });
});

test.each([
  Problem.unreachable(),
  new Problem(500, "internal_error", "x"),
  new Problem(503, "unavailable", "x"),
  new Problem(502, "unknown", "x"),
  new Problem(429, "too_many_requests", "x"),
  new Problem(408, "request_timeout", "x"),
  new Problem(403, "unknown", "Something between us and the shop."),
])("%o says nothing about the order", (problem) => {
  expect(outcomeOfOrder(first, problem)).toEqual({ kind: "unknown" });
  expect(outcomeOfAbandon(givenUp, problem)).toEqual({ kind: "unknown" });
});

test("a refusal of the only request is final; after an unanswered request only an abandon decides", () => {
  expect(outcomeOfOrder(first, soldOut)).toMatchObject({
    kind: "ended",
    refusal: { why: "A sold out a moment ago." },
  });
  expect(outcomeOfOrder(second, soldOut)).toEqual({ kind: "fence", why: "A sold out a moment ago." });
});

test("a cancelled order shows the reason of its cancellation", () => {
  const fenced = { ...second, givenUp: "A sold out a moment ago." };
  expect(outcomeOfAbandon(fenced, order("cancelled", "cancelled_by_buyer"))).toMatchObject({
    kind: "ended",
    refusal: { why: "A sold out a moment ago." },
  });
});

test("an abandon that is not found or not allowed decides nothing", () => {
  expect(outcomeOfAbandon(givenUp, new Problem(404, "not_found", "x")).kind).toBe("unknown");
  expect(outcomeOfAbandon(givenUp, new Problem(422, "idempotency_key_reused", "x")).kind).toBe("ended");
});

test("of several lines the rejected one is named: by the order's lines, by the detail of a refusal", () => {
  const lines = [lineOf({ status: "cancelled" }), lineOf({ product_name: "B", status: "rejected" })];
  const rejected = orderOfLines(lines, { status: "rejected", reason: "insufficient_stock" });
  expect(outcomeOfOrder(both, rejected)).toMatchObject({
    refusal: { why: "Fewer of B are left than you want." },
  });
  expect(outcomeOfOrder(both, new Problem(409, "sold_out", "B is sold out."))).toMatchObject({
    refusal: { why: "B is sold out." },
  });
});

test("the faults of a 422 belong to their fields, the others to the order", () => {
  const at = (...loc: (string | number)[]) => ({ loc: ["body", ...loc], type: "x", msg: "No." });
  const faults = [
    at("lines", 1, "quantity"),
    at("customer", "email"),
    at("customer", "address", "city"),
    at("lines", 9, "id"),
  ];
  expect(outcomeOfOrder(both, new Problem(422, "validation_failed", "No.", faults))).toEqual({
    kind: "ended",
    refusal: { ofLines: { b: "No." }, ofContact: { email: "No.", city: "No." }, why: "lines.9.id: No." },
  });
});

test("a key of another cart was used in another tab", () => {
  const reused = new Problem(422, "idempotency_key_reused", "x");
  expect(outcomeOfOrder({ ...both, sends: 2 }, reused)).toMatchObject({
    refusal: { why: "You ordered a different cart in another tab. See My orders." },
  });
});
