import { useInfiniteQuery } from "@tanstack/react-query";
import { joinPages } from "@/lib/product-pages";
import { pollInterval } from "@/lib/query-client";
import { stockQuery } from "../api/list-stock";
import type { StockSearch } from "../model/search";

const pollEvery = 5_000;

/** The live list. It is not refreshed during an edit, or once several pages are open. */
export function useStock(search: StockSearch, still: boolean) {
  const query = useInfiniteQuery({
    ...stockQuery(search),
    refetchInterval: ({ state: { data, error } }) =>
      pollInterval(error, !still && data?.pages.length === 1 && pollEvery),
  });
  return { ...query, ...joinPages(query.data?.pages) };
}
