import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { usePolling } from "@/lib/use-polling";
import { productsQuery } from "../api/list-products";
import { useProductEvents } from "../api/watch-products";
import { hasMoved, productsOf } from "../model/pages";
import type { CatalogSearch } from "../model/search";
import { useVisibleIds } from "./use-visible-ids";

const pollEvery = 10_000;

/** The grid's pages, live where they are on the screen. The last ones stay on the screen while another search is under way. */
export function useProductGrid(search: CatalogSearch) {
  const query = useInfiniteQuery({ ...productsQuery(search), placeholderData: keepPreviousData });
  const pages = query.data?.pages ?? [];
  const { ids, observe } = useVisibleIds();
  const stream = useProductEvents(ids);
  usePolling(query.isSuccess && stream !== "live", pollEvery, () => void query.refetch());
  return {
    ...query,
    products: productsOf(pages),
    total: pages[0]?.total,
    hasMoved: hasMoved(pages),
    observe,
  };
}
