import { expect, test } from "vitest";
import type { Order } from "@/lib/api-client";
import { mayChange, parseStatus } from "./status";
import { steps } from "./timeline";

const time = "2026-11-22T10:00:00Z";

function order(status: Order["status"], ...names: Order["timeline"][number]["step"][]): Order {
  return {
    pk: "p",
    product_id: "a",
    price: 20,
    fee: 4,
    total: 24,
    quantity: 1,
    status,
    amount: 24,
    product_name: "A",
    reason: null,
    created_at: time,
    updated_at: time,
    timeline: names.map((step) => ({ step, at: time })),
  };
}

test("an order under way shows what comes", () => {
  const shown = steps(order("pending", "placed")).map(({ name, state }) => [name, state]);
  expect(shown).toEqual([
    ["placed", "done"],
    ["stock_reserved", "now"],
    ["completed", "next"],
  ]);
});

test("an order that has ended shows what happened only", () => {
  expect(steps(order("rejected", "placed", "rejected")).map(({ name }) => name)).toEqual([
    "placed",
    "rejected",
  ]);
  expect(steps(order("refunded", "placed", "stock_reserved", "completed", "refunded"))).toHaveLength(4);
});

test("a completed order is watched for a minute more, for it may be refunded", () => {
  const then = new Date(time).getTime();
  expect(mayChange(order("completed"), then + 30_000)).toBe(true);
  expect(mayChange(order("completed"), then + 90_000)).toBe(false);
  expect(mayChange(order("refunded"), then)).toBe(false);
  expect(mayChange(order("pending"), then + 1e9)).toBe(true);
});

test("a status that does not exist filters nothing", () => {
  expect(parseStatus({ status: "refunded" })).toEqual({ status: "refunded" });
  expect(parseStatus({ status: "lost" })).toStrictEqual({ status: undefined });
});
