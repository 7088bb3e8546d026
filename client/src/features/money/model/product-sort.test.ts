import { expect, test } from "vitest";
import { nextSort, sortProducts } from "./product-sort";

const product = (name: string, net: number, sell_through: number | null, refused = 0) => {
  const refusals = [{ reason: "sold_out", count: refused }];
  return {
    product_id: name,
    name,
    units: 1,
    captured: net,
    refunded: 0,
    net,
    left: null,
    sell_through,
    refusals,
  };
};
const products = [product("b", 1, 100), product("a", 10, null, 7), product("c", 10, 0, 3)];
const names = (sort: Parameters<typeof sortProducts>[1]) =>
  sortProducts(products, sort)
    .map(({ name }) => name)
    .join("");

test("products are sorted by each column, equal ones by name", () => {
  expect(names({ by: "net", descending: true })).toBe("acb");
  expect(names({ by: "net", descending: false })).toBe("bac");
  expect(names({ by: "name", descending: false })).toBe("abc");
  expect(names({ by: "name", descending: true })).toBe("cba");
  expect(names({ by: "refused", descending: true })).toBe("acb");
  expect(names({ by: "sell_through", descending: true })).toBe("bca");
});

test("numbers begin with the largest, names with the first, and a second press turns it round", () => {
  const byNet = nextSort({ by: "name", descending: false }, "net");
  expect(byNet).toEqual({ by: "net", descending: true });
  expect(nextSort(byNet, "net")).toEqual({ by: "net", descending: false });
  expect(nextSort(byNet, "name")).toEqual({ by: "name", descending: false });
});
