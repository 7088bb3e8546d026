import { expect, test } from "vitest";
import { orderQuery, pageOf, sortOrders } from "./order-query";
import { parseOrderSearch } from "./order-search";
import { lineOf, orderOf, orderOfLines } from "@/testing/order";
import { ordersCsv } from "./orders-csv";

const order = orderOf({ amount: 48 });

test("invalid search parameters are ignored", () => {
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

test("a page of a sorted list knows its position, and a page after the end is the last page", () => {
  const items = [1, 2, 3, 4, 5];
  expect(pageOf(items, {}, 2)).toEqual({ shown: [1, 2], from: 1, to: 2, previous: undefined, next: 2 });
  expect(pageOf(items, { page: 2 }, 2)).toEqual({ shown: [3, 4], from: 3, to: 4, previous: 1, next: 3 });
  expect(pageOf(items, { page: 9 }, 2)).toEqual({ shown: [5], from: 5, to: 5, previous: 2, next: undefined });
});

test.each([
  ["ada@example.com", { email: "ada@example.com" }],
  ["K7QX-04MZ", { number: "K7QX-04MZ" }],
  ["k7qx04mz", { number: "K7QX-04MZ" }],
  ["marg-aret", { number: "MARG-ARET" }],
  ["Margaret", { name: "Margaret" }],
  ["Ada Lovelace", { name: "Ada Lovelace" }],
  ["李", { name: "李" }],
])("the search %j asks for %j", (q, query) => {
  expect(orderQuery({ q })).toEqual(query);
});

test("the export has a row for each line, with texts that no spreadsheet runs", () => {
  const lines = [lineOf({ product_name: "=Lamp, brass", quantity: 2, amount: 48 }), lineOf({ fee: null })];
  const address = { line1: "1 Main St", line2: "", postal_code: "01067", city: "Dresden", country: "DE" };
  const customer = { email: "ada@example.com", name: "+Ada", address };
  const [, first, second, ...rest] = ordersCsv([orderOfLines(lines, { customer })]).split("\r\n");
  const buyer = "ada@example.com,'+Ada,1 Main St,,01067,Dresden,DE";
  const id = lines[0]?.product_id;
  expect(first).toContain(
    `K7QX-04MZ,01J0000000000000000000000A,completed,2026-11-22T10:00:00.000Z,${buyer},`,
  );
  expect(first).toContain(`"'=Lamp, brass",${id},2,20.00,4.00,48.00,,`);
  expect(second).toContain(`${buyer},Brass lamp,${id},1,20.00,,24.00`);
  expect(rest).toEqual([""]);
});
