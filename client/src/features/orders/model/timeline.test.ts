import { expect, test } from "vitest";
import type { Order } from "@/lib/api-client";
import { orderOf } from "@/testing/order";
import type { Stage } from "@/lib/order-stage";
import { parseStatus } from "./status";
import { steps } from "./timeline";

const time = "2026-11-22T10:00:00Z";

function order(status: Order["status"], ...names: Order["timeline"][number]["step"][]): Order {
  return orderOf({ status, timeline: names.map((step) => ({ step, at: time })) });
}

const shown = (order: Order, stage: Stage) => steps(order, stage).map(({ name, state }) => [name, state]);

test("a pending order shows the next steps", () => {
  expect(shown(order("pending", "placed"), "preparing")).toEqual([
    ["placed", "done"],
    ["stock_reserved", "now"],
    ["completed", "next"],
  ]);
});

test("an order that is paid at a provider waits for its payment", () => {
  expect(shown(order("pending", "placed"), "reserving").at(-1)).toEqual(["payment", "next"]);
  expect(shown(order("pending", "placed", "stock_reserved"), "to_pay").at(-1)).toEqual(["payment", "now"]);
});

test("an order that is being cancelled expects no payment", () => {
  expect(shown(order("pending", "placed", "stock_reserved"), "cancelling")).toEqual([
    ["placed", "done"],
    ["stock_reserved", "done"],
    ["cancelled", "now"],
  ]);
});

test("a finished order shows only the steps that happened", () => {
  expect(shown(order("rejected", "placed", "rejected"), "rejected")).toEqual([
    ["placed", "done"],
    ["rejected", "done"],
  ]);
  const all = order("refunded", "placed", "stock_reserved", "completed", "refunded");
  expect(steps(all, "refunded")).toHaveLength(4);
});

test("money that comes back is a step", () => {
  const completed = order("completed", "placed", "stock_reserved", "completed");
  expect(shown(completed, "partly_refunded").at(-1)).toEqual(["partly_refunded", "done"]);
  const cancelled = order("cancelled", "placed", "cancelled");
  expect(shown(cancelled, "paying_back").at(-1)).toEqual(["paid_back", "now"]);
  expect(shown(cancelled, "paid_back").at(-1)).toEqual(["paid_back", "done"]);
});

test("a status that does not exist filters nothing", () => {
  expect(parseStatus({ status: "refunded" })).toEqual({ status: "refunded" });
  expect(parseStatus({ status: "lost" })).toStrictEqual({ status: undefined });
});
