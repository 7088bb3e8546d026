import { expect, test } from "vitest";
import type { Order } from "@/lib/api-client";
import { Problem } from "@/lib/problem";
import { newAttempt, type Attempt } from "./attempt";
import { judgeAbandon, judgeOrder } from "./judge";

const wanted = { id: "a", name: "A", price: 20, total: 24, image: "", quantity: 2, key: "k" };
const first: Attempt = { ...newAttempt(wanted, 48, 0, 0), sends: 1 };
const second: Attempt = { ...first, sends: 2 };
const givenUp: Attempt = { ...second, givenUp: "You gave it up." };

const order = (status: Order["status"], reason: Order["reason"] = null) => ({ status, reason }) as Order;
const soldOut = new Problem(409, "sold_out", "Sold out.");

test.each(["pending", "completed", "refunded"] as const)("an order that is %s was placed", (status) => {
  expect(judgeOrder(first, order(status)).kind).toBe("placed");
  expect(judgeAbandon(givenUp, order(status)).kind).toBe("placed");
});

test("an old order that was rejected or cancelled is no purchase", () => {
  expect(judgeOrder(second, order("rejected", "sold_out"))).toMatchObject({
    kind: "ended",
    why: "This sold out a moment ago.",
  });
  expect(judgeOrder(second, order("cancelled", "cancelled_by_buyer")).kind).toBe("ended");
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
  expect(judgeOrder(first, problem)).toEqual({ kind: "unknown" });
  expect(judgeAbandon(givenUp, problem)).toEqual({ kind: "unknown" });
});

test("a refusal of the only request is known; after an unknown one only an abandon decides", () => {
  expect(judgeOrder(first, soldOut)).toMatchObject({ kind: "ended", why: "This sold out a moment ago." });
  expect(judgeOrder(second, soldOut)).toEqual({ kind: "fence", why: "This sold out a moment ago." });
});

test("a cancelled order that was given up says why it was", () => {
  const fenced = { ...second, givenUp: "This sold out a moment ago." };
  expect(judgeAbandon(fenced, order("cancelled", "cancelled_by_buyer"))).toMatchObject({
    kind: "ended",
    why: "This sold out a moment ago.",
  });
});

test("an abandon that is not there, or not allowed, decides nothing", () => {
  expect(judgeAbandon(givenUp, new Problem(404, "not_found", "x")).kind).toBe("unknown");
  expect(judgeAbandon(givenUp, new Problem(422, "idempotency_key_reused", "x")).kind).toBe("ended");
});

test("a 422 about the quantity belongs to its field", () => {
  const error = new Problem(422, "validation_failed", "No.", [
    { loc: ["body", "quantity"], type: "x", msg: "Too many." },
  ]);
  expect(judgeOrder(first, error)).toEqual({ kind: "ended", ofQuantity: true, why: "Too many." });
});
