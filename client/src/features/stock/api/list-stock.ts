import { infiniteQueryOptions, type InfiniteData } from "@tanstack/react-query";
import { answerWithHeaders, inventory, nextCursor, type Product } from "@/lib/api-client";
import type { StockSearch } from "../model/search";

export const pageSize = 50;

export type StockPage = { products: Product[]; next: string | undefined; total: number };
export type StockPages = InfiniteData<StockPage, string | undefined>;

export const stockLists = ["stock"] as const;

async function listStock(
  search: StockSearch,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<StockPage> {
  const query = { ...search, limit: pageSize, cursor };
  const { data, headers } = await answerWithHeaders(
    inventory.GET("/products", { params: { query }, signal }),
  );
  return {
    products: data,
    next: nextCursor(headers),
    total: Number(headers.get("X-Total-Count") ?? data.length),
  };
}

export function stockQuery(search: StockSearch) {
  return infiniteQueryOptions({
    queryKey: [...stockLists, search],
    queryFn: ({ pageParam, signal }) => listStock(search, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
}

/** `change` answers the product as it shall be shown, or undefined when it shall go. */
export function mapProducts(
  pages: StockPages,
  change: (product: Product) => Product | undefined,
): StockPages {
  return {
    ...pages,
    pages: pages.pages.map((page) => {
      const products = page.products.map(change).filter((product) => product !== undefined);
      return { ...page, products, total: page.total - (page.products.length - products.length) };
    }),
  };
}
