import { useQuery } from "@tanstack/react-query";
import { pollInterval } from "@/lib/query-client";
import { productQuery } from "../api/get-product";
import { useProductEvents } from "../api/watch-products";

const pollEvery = 1_500;

/** One product, pushed by the server; polled while there is no push. */
export function useLiveProduct(id: string) {
  const stream = useProductEvents([id]);
  const query = useQuery({
    ...productQuery(id),
    refetchInterval: ({ state: { error } }) => pollInterval(error, stream !== "live" && pollEvery),
  });
  return { ...query, stream };
}
