import { useQueries, useQuery } from "@tanstack/react-query";
import { pollInterval } from "@/lib/query-client";
import { usePolling } from "@/lib/use-polling";
import { groupQuery } from "../api/get-group";
import { productQuery } from "../api/get-product";
import { useProductEvents } from "../api/watch-products";

const pollEvery = 1_500;

/** A group whose variants are pushed by the server; polled while there is no push. Drafts are left out. */
export function useLiveGroup(id: string) {
  const query = useQuery({
    ...groupQuery(id),
    refetchInterval: ({ state: { error } }) => pollInterval(error, false),
  });
  const known = query.data?.variants ?? [];
  const stream = useProductEvents(known.map((variant) => variant.id));
  usePolling(query.isSuccess && stream !== "live", pollEvery, () => void query.refetch());
  // Never asked for one by one: they come with the group and with its events.
  const live = useQueries({
    queries: known.map((variant) => ({ ...productQuery(variant.id), enabled: false })),
  });
  const variants = known
    .map((variant, index) => live[index]?.data ?? variant)
    .filter(({ state }) => state !== "draft");
  return { ...query, group: query.data, variants, stream };
}
