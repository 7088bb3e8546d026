import { describe, expect, test } from "vitest";
import { requestTotals } from "@/testing/operations";
import { ratesOf, remember, seriesOf, showRate, type History, type Operations } from "./history";

const start = Date.parse("2026-01-01T00:00:00Z");

function poll(seconds: number, added: number, read: number | undefined = added): Operations {
  const groups =
    read === undefined ? [] : [{ name: "inventory-group", read, lag: null, oldest_waiting: null }];
  return {
    service: "payment",
    time: new Date(start + seconds * 1000).toISOString(),
    requests: requestTotals(),
    streams: [{ stream: "order_placed", length: 1, added, groups, delay_ms: 0 }],
    partitions: [],
    consumers: [],
    dead_letters: [],
    redis: [],
  };
}

function historyOf(...polls: Operations[]): History {
  const history = polls.reduce<History | undefined>(remember, undefined);
  if (!history) throw new Error("no polls");
  return history;
}

describe("rates between polls", () => {
  test("are not known after the first", () => {
    expect(ratesOf(historyOf(poll(0, 100)), "order_placed")).toEqual({ in: undefined, out: undefined });
  });

  test("are the growth of the totals a second, by the service's clock", () => {
    const history = historyOf(poll(0, 100, 90), poll(2, 120, 100));
    expect(ratesOf(history, "order_placed")).toEqual({ in: 10, out: 5 });
  });

  test("look back three seconds, not longer", () => {
    const history = historyOf(poll(0, 0), poll(5, 500), poll(6, 500), poll(7, 500), poll(8, 503));
    expect(ratesOf(history, "order_placed").in).toBe(1);
  });

  test("are unknown when a total fell, as after a flush", () => {
    expect(ratesOf(historyOf(poll(0, 100), poll(1, 3)), "order_placed").in).toBeUndefined();
  });

  test("out is unknown without a group", () => {
    const history = historyOf({ ...poll(0, 1), streams: [] }, poll(1, 2));
    expect(ratesOf(history, "order_placed")).toEqual({ in: undefined, out: undefined });
  });

  test("an answer received twice counts once", () => {
    expect(historyOf(poll(0, 1), poll(1, 2), poll(1, 2)).samples).toHaveLength(2);
  });

  test("five minutes are remembered", () => {
    const polls = Array.from({ length: 400 }, (_, second) => poll(second, second));
    expect(historyOf(...polls).samples).toHaveLength(301);
  });
});

test("the chart has a gap where polls were interrupted", () => {
  const { values } = seriesOf(historyOf(poll(0, 0), poll(1, 3), poll(60, 90), poll(61, 94)), "order_placed");
  expect(values).toEqual([3, null, 4]);
});

test("an unknown rate is shown as a dash, never as 0", () => {
  expect(showRate(undefined)).toBe("–");
  expect(showRate(0)).toBe("0");
  expect(showRate(2.345)).toBe("2.3");
  expect(showRate(1234.5)).toBe("1,235");
});
