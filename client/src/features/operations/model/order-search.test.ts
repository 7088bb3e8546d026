import { expect, test } from "vitest";
import type { Order } from "@/lib/api-client";
import { orderQuery, pageOf, parseOrderSearch, sortOrders } from "./order-search";
import { ordersCsv } from "./orders-csv";
import { pathOf, showGap, waitsFor } from "./order-path";

const order: Order = {
  pk: "01J0000000000000000000000A",
  product_id: "01J00000000000000000000001",
  price: 20,
  fee: 4,
  total: 24,
  quantity: 2,
  status: "completed",
  amount: 48,
  product_name: "=Lamp, brass",
  reason: null,
  created_at: "2026-01-01T00:00:00.000Z",
  updated_at: "2026-01-01T00:00:05.000Z",
  timeline: [
    { step: "placed", at: "2026-01-01T00:00:00.000Z" },
    { step: "stock_reserved", at: "2026-01-01T00:00:00.012Z" },
    { step: "completed", at: "2026-01-01T00:00:05.012Z" },
  ],
};

test("what makes no sense in the address is left out", () => {
  expect(
    parseOrderSearch({
      status: "lost",
      product: "x",
      from: "yesterday",
      to: "2026-02-03",
      cursor: "abc",
      sort: 1,
    }),
  ).toEqual({
    to: "2026-02-03",
    cursor: "abc",
  });
});

test("the last day is included, so the query ends at the next midnight", () => {
  const { from, to } = orderQuery({ from: "2026-02-28", to: "2026-02-28" });
  expect(from).toBe(new Date(2026, 1, 28).toISOString());
  expect(to).toBe(new Date(2026, 2, 1).toISOString());
});

test("a cursor belongs to the service's order, a page number to a sort", () => {
  expect(parseOrderSearch({ cursor: "abc", page: 2 })).toEqual({ cursor: "abc" });
  expect(parseOrderSearch({ sort: "amount", cursor: "abc", page: 2 })).toEqual({ sort: "amount", page: 2 });
  expect(parseOrderSearch({ sort: "amount", page: 1.5 })).toEqual({ sort: "amount" });
});

test("orders are sorted without touching what was answered", () => {
  const orders = [order, { ...order, pk: "b", amount: 10 }];
  expect(sortOrders(orders, "amount").map(({ amount }) => amount)).toEqual([10, 48]);
  expect(sortOrders(orders, "-amount").map(({ amount }) => amount)).toEqual([48, 10]);
  expect(sortOrders(orders, "placed").map(({ pk }) => pk)).toEqual(["b", order.pk]);
  expect(orders[0]).toBe(order);
});

test("a page of a sorted list knows where it is, and one behind the end is the last", () => {
  const items = [1, 2, 3, 4, 5];
  expect(pageOf(items, {}, 2)).toEqual({ shown: [1, 2], from: 1, to: 2, previous: undefined, next: 2 });
  expect(pageOf(items, { page: 2 }, 2)).toEqual({ shown: [3, 4], from: 3, to: 4, previous: 1, next: 3 });
  expect(pageOf(items, { page: 9 }, 2)).toEqual({ shown: [5], from: 5, to: 5, previous: 2, next: undefined });
});

test("the export has a line for each order, with names that no spreadsheet runs", () => {
  const [, line] = ordersCsv([order]).split("\r\n");
  expect(line).toContain(`"'=Lamp, brass",2,20.00,4.00,24.00,48.00`);
});

test("each step shows how long after the previous one it came", () => {
  expect(pathOf(order).map(({ after }) => after)).toEqual([undefined, "12 ms", "5.0 s"]);
  expect(showGap(125_000)).toBe("2 min 5 s");
});

test("an order under way says what it waits for", () => {
  expect(waitsFor(order)).toBeUndefined();
  expect(waitsFor({ ...order, status: "pending", timeline: order.timeline.slice(0, 1) })).toContain(
    "inventory",
  );
  expect(waitsFor({ ...order, status: "pending", timeline: order.timeline.slice(0, 2) })).toContain("settle");
});
