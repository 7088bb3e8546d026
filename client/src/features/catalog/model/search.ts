export const sorts = {
  newest: "Newest first",
  price: "Price, low to high",
  "-price": "Price, high to low",
  name: "Name, A to Z",
  "-name": "Name, Z to A",
} as const;

export type Sort = keyof typeof sorts;

/** What the address of the shop can say. Absent means: everything, newest first. */
export type CatalogSearch = { q?: string; sort?: Sort; in_stock?: true };

const longestQuery = 100;

/** Takes whatever somebody typed into the address. What makes no sense is undefined: the router keeps what is not named. */
export function parseSearch(raw: Record<string, unknown>): CatalogSearch {
  const search: CatalogSearch = { q: undefined, sort: undefined, in_stock: undefined };
  const q = typeof raw.q === "number" ? String(raw.q) : raw.q;
  if (typeof q === "string" && q.trim()) search.q = q.trim().slice(0, longestQuery);
  if (typeof raw.sort === "string" && Object.hasOwn(sorts, raw.sort)) search.sort = raw.sort as Sort;
  if (raw.in_stock === true) search.in_stock = true;
  return search;
}

export function isNarrowed({ q, in_stock }: CatalogSearch): boolean {
  return Boolean(q) || Boolean(in_stock);
}
