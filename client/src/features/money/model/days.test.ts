import { expect, test } from "vitest";
import { dayAt } from "@/lib/day";
import { addDays, countDays, daysOf, faultOfDays, presetOf } from "./days";
import { parseMoneySearch } from "./money-search";

const today = "2028-03-01";

test.each([
  [{}, { from: "2028-02-01", to: today }],
  [{ range: "today" }, { from: today, to: today }],
  [{ range: "7d" }, { from: "2028-02-24", to: today }],
  [{ range: "30d" }, { from: "2028-02-01", to: today }],
  [{ range: "month" }, { from: "2028-03-01", to: today }],
  [
    { from: "2027-12-31", to: "2028-01-01" },
    { from: "2027-12-31", to: "2028-01-01" },
  ],
] as const)("%j are the days %j", (search, days) => {
  expect(daysOf(search, today)).toEqual(days);
});

test("a day is one of UTC, whatever the time zone", () => {
  expect(dayAt(Date.parse("2026-03-29T23:59:59.999Z"))).toBe("2026-03-29");
  expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
  expect(countDays({ from: "2027-03-01", to: "2028-02-29" })).toBe(366);
});

test.each([
  [{ range: "year" }, {}],
  [{ from: "2026-02-30", to: "2026-03-01" }, {}],
  [{ from: "2026-03-02", to: "2026-03-01" }, {}],
  [{ from: "2026-03-01" }, {}],
  [{ range: "7d", from: "2026-03-01", to: "2026-03-01" }, { range: "7d" }],
  [
    { from: "2026-03-01", to: "2026-03-01" },
    { from: "2026-03-01", to: "2026-03-01" },
  ],
])("the address %j is read as %j", (raw, search) => {
  expect(parseMoneySearch(raw)).toEqual(search);
});

test("without days in the address, 30 days are chosen", () => {
  expect(presetOf({})).toBe("30d");
  expect(presetOf({ from: today, to: today })).toBeUndefined();
});

test.each([
  [{ from: "", to: today }, "Choose both days."],
  [{ from: "2028-03-02", to: today }, "The first day is after the last day."],
  [{ from: "2027-03-01", to: today }, "At most 366 days can be shown."],
  [{ from: "2027-03-02", to: today }, undefined],
])("%j: %s", (days, fault) => {
  expect(faultOfDays(days)).toBe(fault);
});
