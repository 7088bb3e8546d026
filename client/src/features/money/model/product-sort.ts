import type { TurnoverProduct } from "../api/get-turnover";

export const productColumns = [
  "name",
  "units",
  "sell_through",
  "refused",
  "captured",
  "refunded",
  "net",
] as const;
export type ProductColumn = (typeof productColumns)[number];
export type ProductSort = { by: ProductColumn; descending: boolean };

/** A new column begins with what is looked for first: the largest number, or the first name. */
export function nextSort(sort: ProductSort, by: ProductColumn): ProductSort {
  return sort.by === by ? { by, descending: !sort.descending } : { by, descending: by !== "name" };
}

export function refusedOf({ refusals }: Pick<TurnoverProduct, "refusals">): number {
  return refusals.reduce((sum, { count }) => sum + count, 0);
}

function valueOf(product: TurnoverProduct, by: Exclude<ProductColumn, "name">): number {
  if (by === "refused") return refusedOf(product);
  return product[by] ?? -1;
}

export function sortProducts(
  products: readonly TurnoverProduct[],
  { by, descending }: ProductSort,
): TurnoverProduct[] {
  const sign = descending ? -1 : 1;
  return [...products].sort((one, other) => {
    if (by === "name") return sign * one.name.localeCompare(other.name);
    return sign * (valueOf(one, by) - valueOf(other, by)) || one.name.localeCompare(other.name);
  });
}
