import { useQueries } from "@tanstack/react-query";
import type { Product } from "@/lib/api-client";
import { asProblem, isNotFound } from "@/lib/problem";
import { recoveryInterval } from "@/lib/query-client";
import { productQuery } from "../api/get-product";
import { useProductEvents } from "../api/watch-products";

const pollEvery = 2_000;

/** gone: deleted. unknown: not read yet, or inventory is down. */
export type KnownProduct = Product | "gone" | "unknown";

/** Products by id as they are now, with one stream for all of them. */
export function useLiveProducts(ids: readonly string[]) {
  const stream = useProductEvents(ids);
  const queries = useQueries({
    queries: ids.map((id) => ({
      ...productQuery(id),
      staleTime: 0,
      refetchInterval: ({ state }: { state: { error: unknown } }) =>
        stream === "live" || isNotFound(state.error) ? recoveryInterval(state.error) : pollEvery,
    })),
  });
  const products = new Map<string, KnownProduct>();
  ids.forEach((id, index) => {
    const query = queries[index];
    products.set(id, isNotFound(query?.error) ? "gone" : (query?.data ?? "unknown"));
  });
  const outage = queries.some((query) => query.error && asProblem(query.error).isOutage);
  return { products, outage, stream };
}
