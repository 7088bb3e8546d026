import { expect, test } from "vitest";
import { recognise } from "./columns";
import { readRow } from "./read-row";

const read = (cells: Parameters<typeof readRow>[0]["cells"]) =>
  readRow({ line: 2, raw: [], cells, notes: [] });

test("the columns of a sale are recognised", () => {
  expect(
    recognise(["State", "sale_starts_at", "Sale ends", "Limit per order", "limit_per_customer"]),
  ).toEqual(["state", "sale_starts_at", "sale_ends_at", "limit_per_order", "limit_per_customer"]);
});

test("the terms of a sale are read, and taken away by the word none", () => {
  const { item, problems } = read({
    state: "Draft",
    sale_starts_at: "2026-11-27 18:00Z",
    sale_ends_at: "none",
    limit_per_order: "2",
    limit_per_customer: "None",
  });
  expect(problems).toEqual([]);
  expect(item).toEqual({
    state: "draft",
    sale_starts_at: "2026-11-27T18:00:00.000Z",
    sale_ends_at: null,
    limit_per_order: 2,
    limit_per_customer: null,
  });
});

test("a day that is not in the calendar is a problem of its row", () => {
  const { item, problems } = read({ sale_starts_at: "2026-02-31T10:00" });
  expect(item).toEqual({});
  expect(problems).toEqual(["There is no such time. Check the day, and whether the clock changes then."]);
});

test("what cannot be is named", () => {
  const { problems } = read({ state: "hidden", sale_starts_at: "Friday", limit_per_order: "0" });
  expect(problems).toEqual([
    "A state is active, draft or frozen.",
    "A time is a day and a clock time, such as 2026-11-27 18:00.",
    "A limit is a whole number from 1, such as 2. Leave it empty for no limit.",
  ]);
});
