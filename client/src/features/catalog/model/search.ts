import { readSearchText } from "@/lib/search-text";

export const sorts = {
  newest: "Newest first",
  price: "Price, low to high",
  "-price": "Price, high to low",
  name: "Name, A to Z",
  "-name": "Name, Z to A",
} as const;

export type Sort = keyof typeof sorts;

/** The search parameters of the shop. Absent: all products, newest first. */
export type CatalogSearch = { q?: string; sort?: Sort; in_stock?: true };

/** Reads any address. An unknown value becomes undefined; the router would keep a missing key. */
export function parseSearch(raw: Record<string, unknown>): CatalogSearch {
  const search: CatalogSearch = { q: readSearchText(raw.q), sort: undefined, in_stock: undefined };
  if (typeof raw.sort === "string" && Object.hasOwn(sorts, raw.sort)) search.sort = raw.sort as Sort;
  if (raw.in_stock === true) search.in_stock = true;
  return search;
}

export function isNarrowed({ q, in_stock }: CatalogSearch): boolean {
  return Boolean(q) || Boolean(in_stock);
}
