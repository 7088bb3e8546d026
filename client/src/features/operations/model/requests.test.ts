import { expect, test } from "vitest";
import { requestTotals } from "@/testing/operations";
import { remember, type History, type Operations } from "./history";
import { requestFigures, showLatency, showShare } from "./requests";

type Totals = Parameters<typeof requestTotals>[0];

const start = Date.parse("2026-01-01T00:00:00Z");

function poll(seconds: number, totals: Totals): Operations {
  const time = new Date(start + seconds * 1000).toISOString();
  const nothing = { streams: [], partitions: [], consumers: [], dead_letters: [], redis: [] };
  return { service: "payment", time, requests: requestTotals(totals), ...nothing };
}

function figuresOf(...polls: Operations[]) {
  const history = polls.reduce<History | undefined>(remember, undefined);
  return history && requestFigures(history);
}

test("one poll gives no rate", () => {
  expect(figuresOf(poll(0, { answered: 9 }))).toBeUndefined();
});

test("refusals are counted by reason, with their share, most frequent first", () => {
  const figures = figuresOf(
    poll(0, { answered: 100, refusals: [{ code: "sold_out", count: 7 }] }),
    poll(10, {
      answered: 200,
      errors: 3,
      refusals: [
        { code: "sold_out", count: 9 },
        { code: "insufficient_stock", count: 15 },
      ],
    }),
  );
  expect(figures).toMatchObject({ rate: 10, answered: 100, errors: 3, seconds: 10 });
  expect(figures?.refusals).toEqual([
    { code: "insufficient_stock", count: 15, share: 0.15 },
    { code: "sold_out", count: 2, share: 0.02 },
  ]);
});

test("totals of another process are not compared: it was restarted, or there are several", () => {
  const figures = figuresOf(
    poll(0, { answered: 900 }),
    poll(5, { process: "two", answered: 10 }),
    poll(6, { answered: 912 }),
    poll(7, { process: "two", answered: 14 }),
  );
  expect(figures).toMatchObject({ answered: 4, seconds: 2 });
});

test("a latency is the bound of the bucket that contains the quantile", () => {
  const steps = (...counts: number[]) =>
    counts.map((count, index) => ({ at_most_us: [1_000, 5_000, null][index] ?? null, count }));
  const figures = figuresOf(
    poll(0, { answered: 10, latency: steps(10, 10, 10) }),
    poll(9, { answered: 110, latency: steps(60, 106, 110) }),
  );
  expect([0.5, 0.95, 0.99].map((quantile) => showLatency(figures?.latency(quantile)))).toEqual([
    "≤ 1 ms",
    "≤ 5 ms",
    "> 10 s",
  ]);
});

test("no request has no latency", () => {
  expect(showLatency(figuresOf(poll(0, {}), poll(1, {}))?.latency(0.5))).toBe("–");
});

test("a small share is never shown as 0 %", () => {
  expect([0.001, 0.17].map(showShare)).toEqual(["< 1 %", "17 %"]);
});
