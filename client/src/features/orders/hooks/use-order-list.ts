import { useQueries } from "@tanstack/react-query";
import { recoveryInterval } from "@/lib/query-client";
import { orderQuery } from "../api/get-order";
import { mayChange } from "../model/status";

const pollEvery = 1_500;

/** Orders by pk. Polled while they can change: a stream each would use up the browser's connections. */
export function useOrderList(pks: readonly string[]) {
  return useQueries({
    queries: pks.map((pk) => ({
      ...orderQuery(pk),
      refetchInterval: ({ state }: { state: { data?: Parameters<typeof mayChange>[0]; error: unknown } }) =>
        state.error
          ? recoveryInterval(state.error)
          : state.data && mayChange(state.data)
            ? pollEvery
            : (false as const),
    })),
  });
}
