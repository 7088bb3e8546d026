import { expect, test } from "vitest";
import type { Group } from "@/lib/api-client";
import { useCurrency } from "@/lib/money";
import { missingVariants, optionsOf, readGroupForm, textOfGroup, type GroupText } from "./group-form";

useCurrency.setState({ currency: "USD" });

const rows = (...options: [string, string][]) =>
  options.map(([name, values], key) => ({ key, name, values }));
const shirt: GroupText = {
  ...textOfGroup(undefined),
  name: "Friday shirt",
  price: "45",
  options: rows(["size", "S, M, L"]),
  stock: { " – S": "5", " – L": "0" },
};

function errorsOf(changes: Partial<GroupText>, group?: Group) {
  const read = readGroupForm({ ...shirt, ...changes }, group);
  return "errors" in read ? read.errors : {};
}

test("a variant is made of each combination that has a stock, named by group and values", () => {
  const read = readGroupForm({ ...shirt, sale: { ...shirt.sale, limit_per_customer: "2" } }, undefined);
  if ("errors" in read) throw new Error(JSON.stringify(read.errors));
  const { id, group, items } = read.wanted;
  expect([id, group.options]).toEqual(["friday-shirt", [{ name: "size", values: ["S", "M", "L"] }]]);
  expect(items.map(({ name, quantity, price, options }) => [name, quantity, price, options])).toEqual([
    ["Friday shirt – S", 5, 45, { size: "S" }],
    ["Friday shirt – L", 0, 45, { size: "L" }],
  ]);
  expect(items[0]).toMatchObject({ group: "friday-shirt", limit_per_customer: 2, seen: { version: 0 } });
});

test("what is missing or too much is said at its field", () => {
  expect(errorsOf({ stock: {} }).stock).toBe("Write the stock of at least one variant.");
  expect(Object.keys(errorsOf({ stock: {}, price: "" }))).toEqual(["stock", "price"]);
  expect(errorsOf({ price: "" }).price).toBe("A price is needed.");
  expect(errorsOf({ stock: { " – S": "many" } }).stock).toContain("whole number");
  expect(errorsOf({ options: rows(["size", ""]) }).options).toContain("at least one value");
  expect(errorsOf({ options: rows(["size", "S"], ["size", "M"]) }).options).toContain("same name");
  const thirty = Array.from({ length: 30 }, (_, n) => `${n}`).join(",");
  expect(errorsOf({ options: rows(["a", thirty], ["b", thirty], ["c", thirty]) }).options).toContain("100");
  expect(errorsOf({ sale: { ...shirt.sale, limit_per_order: "0" } }).limit_per_order).toBeDefined();
});

test("a hundred and one variants are refused", () => {
  const values = Array.from({ length: 101 }, (_, n) => `v${n}`);
  const stock = Object.fromEntries(values.map((value) => [` – ${value}`, "1"]));
  expect(errorsOf({ options: rows(["size", values.join(",")]), stock }).stock).toContain("at most 100");
});

test("of a group that exists only what is missing can be made, and its text may change without a price", () => {
  const group = {
    id: "friday-shirt",
    name: "Friday shirt",
    description: "",
    options: [{ name: "size", values: ["S"] }],
    variants: [{ options: { size: "S" } }],
  } as unknown as Group;
  expect(missingVariants(optionsOf(rows(["size", "S, M"])), group)).toEqual([{ size: "M" }]);
  const read = readGroupForm({ ...textOfGroup(group), name: "Jersey" }, group);
  expect(read).toMatchObject({ wanted: { id: "friday-shirt", group: { name: "Jersey" }, items: [] } });
});
