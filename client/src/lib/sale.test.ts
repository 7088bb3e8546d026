import { expect, test } from "vitest";
import { mostUnitsOf, saleOf } from "./sale";
import { limitText, showCountdown } from "./sale-words";

const none = { sale_starts_at: null, sale_ends_at: null, limit_per_order: null, limit_per_customer: null };
const [start, end] = ["2026-11-27T18:00:00.000Z", "2026-11-27T20:00:00.000Z"];

test("a sale is open from its start until before its end", () => {
  const sale = { ...none, sale_starts_at: start, sale_ends_at: end };
  const [from, until] = [Date.parse(start), Date.parse(end)];
  expect(saleOf(sale, from - 1)).toEqual({ kind: "soon", startsAt: start, left: 1 });
  expect(saleOf(sale, from)).toEqual({ kind: "open" });
  expect(saleOf(sale, until - 1)).toEqual({ kind: "open" });
  expect(saleOf(sale, until)).toEqual({ kind: "ended" });
  expect(saleOf(none, 0)).toEqual({ kind: "open" });
  expect(saleOf({ ...sale, state: "frozen" }, from)).toEqual({ kind: "frozen" });
});

test("a countdown shows what is left, and its last second", () => {
  expect(showCountdown(1)).toBe("00:01");
  expect(showCountdown(61_000)).toBe("01:01");
  expect(showCountdown(3_600_000)).toBe("01:00:00");
  expect(showCountdown(2 * 86_400_000 + 3_723_000)).toBe("2 d 01:02:03");
});

test("limits are said once, and the smaller one counts for an order", () => {
  expect(limitText(none)).toBeUndefined();
  expect(limitText({ ...none, limit_per_customer: 2 })).toBe("At most 2 a person.");
  expect(limitText({ ...none, limit_per_order: 3 })).toBe("At most 3 an order.");
  expect(limitText({ ...none, limit_per_customer: 4, limit_per_order: 2 })).toBe(
    "At most 4 a person, at most 2 an order.",
  );
  expect(limitText({ ...none, limit_per_customer: 2, limit_per_order: 2 })).toBe("At most 2 a person.");
  const variant = { ...none, options: { size: "S", colour: "red" } };
  expect(limitText({ ...variant, limit_per_customer: 2 })).toBe(
    "At most 2 a person, of whatever size and colour.",
  );
  expect(limitText({ ...variant, limit_per_order: 2 })).toBe("At most 2 of each size and colour an order.");
  expect(mostUnitsOf({ ...none, limit_per_customer: 4, limit_per_order: 2 })).toBe(2);
  expect(mostUnitsOf(none)).toBe(Infinity);
});
