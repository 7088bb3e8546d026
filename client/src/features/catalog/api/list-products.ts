import { infiniteQueryOptions, type InfiniteData } from "@tanstack/react-query";
import { answerWithHeaders, inventory, nextCursor, type Product } from "@/lib/api-client";
import type { CatalogSearch } from "../model/search";

const pageSize = 24;

export type ProductPage = { products: Product[]; next: string | undefined; total: number | undefined };
export type ProductPages = InfiniteData<ProductPage, string | undefined>;

export const productLists = ["products"] as const;

async function listProducts(
  search: CatalogSearch,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<ProductPage> {
  const query = { ...search, limit: pageSize, cursor };
  const { data, headers } = await answerWithHeaders(
    inventory.GET("/products", { params: { query }, signal }),
  );
  const total = headers.get("X-Total-Count");
  return { products: data, next: nextCursor(headers), total: total === null ? undefined : Number(total) };
}

export function productsQuery(search: CatalogSearch) {
  return infiniteQueryOptions({
    queryKey: [...productLists, search],
    queryFn: ({ pageParam, signal }) => listProducts(search, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
}
