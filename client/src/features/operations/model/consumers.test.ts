import { expect, test } from "vitest";
import { requestTotals } from "@/testing/operations";
import { isUnread, lateBy, showLateness, silentReaders } from "./consumers";
import type { Operations, StreamState } from "./history";

function stream(name: string, group?: string): StreamState {
  const groups = group ? [{ name: group, read: 0, lag: 0, oldest_waiting: null }] : [];
  return { stream: name, length: 0, added: 0, groups, delay_ms: 0 };
}

function view(service: string, streams: StreamState[], consumers: string[]): Operations {
  const nothing = { requests: requestTotals(), partitions: [], dead_letters: [], redis: [] };
  return { service, time: "2026-01-01T00:00:00Z", streams, consumers, ...nothing };
}

const placed = stream("order_placed", "inventory-group");
const reserved = stream("stock_reserved", "payment-group");
const changed = stream("product_changed");
const payment = view("payment", [placed], ["host:8003"]);
const inventory = view("inventory", [reserved, changed], []);

test("a stream has no reader when its service has no consumer", () => {
  expect(silentReaders({ inventory, payment })).toEqual([
    { service: "inventory", streams: ["order_placed"] },
  ]);
  expect(isUnread(placed, { inventory, payment })).toBe(true);
  expect(isUnread(reserved, { inventory, payment })).toBe(false);
});

test("a stream without a group needs no reader", () => {
  expect(isUnread(changed, { inventory, payment })).toBe(false);
});

test("the state is unknown while the reading service is down", () => {
  expect(isUnread(placed, { payment })).toBeUndefined();
});

test.each([
  [0, null, "no"],
  [0, "2025-12-31T23:59:59.500Z", "no"],
  [0, "2025-12-31T23:59:58.500Z", "1.5 s"],
  [5_000, "2025-12-31T23:59:54.800Z", "no"],
  [5_000, "2025-12-31T23:59:50.000Z", "5.0 s"],
  [0, "2025-12-31T23:59:00Z", "60 s"],
  [0, "2025-12-31T23:50:00Z", "10 min"],
  [0, "2025-12-31T20:00:00Z", "4 h"],
  [0, "2026-01-01T00:00:09Z", "no"],
])("with a delay of %i ms, an entry that waits since %s is late: %s", (delay_ms, oldest_waiting, shown) => {
  const groups = [{ name: "payment-group", read: 0, lag: 1, oldest_waiting }];
  expect(showLateness(lateBy({ ...reserved, delay_ms, groups }, Date.parse("2026-01-01T00:00:00Z")))).toBe(
    shown,
  );
});
