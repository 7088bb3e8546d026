import { readSearchText } from "@/lib/search-text";

/** What the address of the product list can say. */
export type StockSearch = { q?: string; sort?: StockSort; in_stock?: boolean };

export const sorts = {
  newest: "Newest first",
  name: "Name, A to Z",
  "-name": "Name, Z to A",
  price: "Price, low to high",
  "-price": "Price, high to low",
} as const;

export type StockSort = keyof typeof sorts;

/** An unknown value becomes undefined; the router would keep a missing key. */
export function parseStockSearch(raw: Record<string, unknown>): StockSearch {
  const search: StockSearch = { q: readSearchText(raw.q), sort: undefined, in_stock: undefined };
  if (typeof raw.sort === "string" && Object.hasOwn(sorts, raw.sort)) search.sort = raw.sort as StockSort;
  if (typeof raw.in_stock === "boolean") search.in_stock = raw.in_stock;
  return search;
}

export function isNarrowed({ q, in_stock }: StockSearch): boolean {
  return Boolean(q) || in_stock !== undefined;
}
