import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { recoveryInterval } from "@/lib/query-client";
import { stockQuery } from "../api/list-stock";
import type { StockSearch } from "../model/search";

const pollEvery = 5_000;

/** The list as it is now. It stands still while somebody edits in it, and once many pages are open. */
export function useStock(search: StockSearch, still: boolean) {
  const query = useInfiniteQuery({
    ...stockQuery(search),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      if (state.error) return recoveryInterval(state.error);
      return !still && state.data?.pages.length === 1 ? pollEvery : false;
    },
  });
  const pages = query.data?.pages ?? [];
  return { ...query, products: pages.flatMap((page) => page.products), total: pages[0]?.total ?? 0 };
}
