import { useInfiniteQuery } from "@tanstack/react-query";
import { joinPages } from "@/lib/product-pages";
import { usePolling } from "@/lib/use-polling";
import { productsQuery } from "../api/list-products";
import { useProductEvents } from "../api/watch-products";
import type { CatalogSearch } from "../model/search";
import { useVisibleIds } from "./use-visible-ids";

const pollEvery = 10_000;

/** The pages of the grid. Cards on the screen are live; the previous results stay until the next search is answered. */
export function useProductGrid(search: CatalogSearch) {
  const query = useInfiniteQuery(productsQuery(search));
  const { ids, observe } = useVisibleIds();
  const stream = useProductEvents(ids);
  usePolling(query.isSuccess && stream !== "live", pollEvery, () => void query.refetch());
  return { ...query, ...joinPages(query.data?.pages), observe };
}
