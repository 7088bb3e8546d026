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

/** Takes whatever somebody typed into the address; what makes no sense is left out. */
export function parseSearch(raw: Record<string, unknown>): CatalogSearch {
  const search: CatalogSearch = {};
  const q = typeof raw.q === "number" ? String(raw.q) : raw.q;
  if (typeof q === "string" && q.trim()) search.q = q.trim().slice(0, longestQuery);
  if (typeof raw.sort === "string" && raw.sort in sorts) search.sort = raw.sort as Sort;
  if (raw.in_stock === true) search.in_stock = true;
  return search;
}

export function isNarrowed({ q, in_stock }: CatalogSearch): boolean {
  return Boolean(q) || Boolean(in_stock);
}
