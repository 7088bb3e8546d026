import { useQueries, type Query, type UseQueryResult } from "@tanstack/react-query";
import type { Order } from "@/lib/api-client";
import { orderQuery } from "@/lib/live-order";
import { mayChange } from "@/lib/order";
import { asProblem } from "@/lib/problem";
import { pollInterval } from "@/lib/query-client";

const pollEvery = 1_500;

/**
 * Orders by pk, in the order of `pks`; one that the shop does not know is left out. Polled while they can change: a stream
 * each would use up the browser's connections.
 */
export function useOrderList(pks: readonly string[]) {
  return useQueries({
    queries: pks.map((pk) => ({
      ...orderQuery(pk),
      refetchInterval: ({ state: { data, error } }: Pick<Query<Order>, "state">) =>
        pollInterval(error, data !== undefined && mayChange(data) && pollEvery),
    })),
    combine: asList,
  });
}

/** Orders that were read are shown even if others could not be. */
function asList(queries: UseQueryResult<Order>[]) {
  const orders = queries.flatMap(({ data }) => data ?? []);
  const unread = queries.find((query) => query.isError && !query.data && asProblem(query.error).isOutage);
  return {
    orders,
    isPending: queries.some((query) => query.isPending),
    isError: unread !== undefined || queries.some((query) => query.isError && query.data),
    isFetching: queries.some((query) => query.isFetching),
    error: unread?.error,
    refetch: () => queries.forEach((query) => void query.refetch()),
  };
}
