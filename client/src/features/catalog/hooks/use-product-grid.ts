import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { usePolling } from "@/lib/use-polling";
import { productsQuery } from "../api/list-products";
import { useProductEvents } from "../api/watch-products";
import type { CatalogSearch } from "../model/search";

const pollEvery = 10_000;

/** The grid's pages. The last ones stay on the screen while another search is under way. */
export function useProductGrid(search: CatalogSearch) {
  const query = useInfiniteQuery({ ...productsQuery(search), placeholderData: keepPreviousData });
  const products = query.data?.pages.flatMap((page) => page.products) ?? [];
  const stream = useProductEvents(products.map((product) => product.id));
  usePolling(query.isSuccess && stream !== "live", pollEvery, () => void query.refetch());
  return { ...query, products, total: query.data?.pages[0]?.total, stream };
}
