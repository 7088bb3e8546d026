import { describe, expect, test } from "vitest";
import type { Product } from "@/lib/api-client";
import { useCurrency } from "@/lib/money";
import { changesOf, differences, isConflict } from "./changes";
import { noTerms } from "@/testing/product";

useCurrency.setState({ currency: "USD" });

const base: Product = {
  id: "01J00000000000000000000001",
  name: "Lamp",
  price: 20,
  quantity: 5,
  available: 5,
  description: "",
  image: "",
  images: [],
  sku: "",
  ...noTerms,
  version: 1,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
};

test("only changed fields are written", () => {
  expect(changesOf(base, { name: "Lamp", price: 21, quantity: 5 })).toEqual({ price: 21 });
});

describe("a version that changed in the meantime", () => {
  const sold = { ...base, quantity: 4, version: 2 };

  test("by a sale is no conflict with a new price", () => {
    expect(isConflict(base, sold, { price: 25 })).toBe(false);
  });

  test("by a sale is a conflict with a new stock", () => {
    expect(isConflict(base, sold, { quantity: 9 })).toBe(true);
  });

  test("by someone else's edit is a conflict, also of another field", () => {
    expect(isConflict(base, { ...base, price: 22 }, { price: 25 })).toBe(true);
    expect(isConflict(base, { ...base, name: "Lantern" }, { price: 25 })).toBe(true);
  });

  test("is shown field by field: seen, now, mine", () => {
    expect(differences(base, { ...base, price: 22, name: "Lantern" }, { price: 25 })).toEqual([
      { field: "name", before: "Lamp", now: "Lantern", mine: undefined },
      { field: "price", before: "$20.00", now: "$22.00", mine: "$25.00" },
    ]);
  });
});
