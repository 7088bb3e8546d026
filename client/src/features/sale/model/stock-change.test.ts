import { expect, test } from "vitest";
import { readChange } from "./stock-change";

const read = (kind: "add" | "remove" | "counted", units: string, reason = "Delivery") =>
  readChange({ kind, units, reason });

test("units are added, removed or counted, with a reason", () => {
  expect(read("add", "10")).toEqual({ change: { add: 10, reason: "Delivery" } });
  expect(read("remove", "2", " Damaged ")).toEqual({ change: { add: -2, reason: "Damaged" } });
  expect(read("counted", "0")).toEqual({ change: { counted: 0, reason: "Delivery" } });
});

test("nothing is sent without units or a reason", () => {
  expect(read("add", "0")).toEqual({ errors: { units: "Enter at least one unit." } });
  const nothing = read("add", "some", " ");
  expect("errors" in nothing && Object.keys(nothing.errors)).toEqual(["units", "reason"]);
});
