import { expect, test } from "vitest";
import type { LedgerEntry } from "../api/get-ledger";
import { showChange, wordOf } from "./ledger-words";

const entryOf = (changes: Partial<LedgerEntry>): LedgerEntry => ({
  at: "2026-11-29T10:00:00.000Z",
  kind: "edited",
  reason: "",
  who: "token",
  change: 0,
  quantity: 7,
  price: 20,
  state: "draft",
  taken: 0,
  ...changes,
});

const made = entryOf({ kind: "imported", change: 7 });

test("a product that was made with others was created, and what a file changes later is imported", () => {
  expect(wordOf(made, undefined)).toBe("Created");
  expect(wordOf(entryOf({ kind: "imported", change: 3, quantity: 10 }), made)).toBe("Imported");
  expect(wordOf(entryOf({ kind: "imported", change: 3, quantity: 10 }), undefined)).toBe("Imported");
});

test.each([
  ["draft", "active", "Put on sale"],
  ["frozen", "active", "Released"],
  ["active", "frozen", "Frozen"],
  ["active", "draft", "Made a draft"],
] as const)("an edit from %s to %s is “%s”", (from, to, word) => {
  expect(wordOf(entryOf({ state: to }), entryOf({ state: from }))).toBe(word);
});

test("an edit of the price says so, beside a new state or alone", () => {
  expect(wordOf(entryOf({ price: 25 }), made)).toBe("Price changed");
  expect(wordOf(entryOf({ price: 25, state: "active" }), made)).toBe("Put on sale, price changed");
});

test("an edit of the stock, and one whose past is not known, is an edit", () => {
  expect(wordOf(entryOf({ change: 2, quantity: 9 }), made)).toBe("Edited");
  expect(wordOf(entryOf({}), undefined)).toBe("Edited");
  expect(wordOf(entryOf({ kind: "added", change: -2 }), made)).toBe("Removed");
});

test("a stock that stayed shows no number", () => {
  expect([10, -2, 0].map(showChange)).toEqual(["+10", "−2", "–"]);
});
