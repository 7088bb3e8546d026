import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { answer, inventory, payment } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import type { Service } from "../model/consumers";
import { keptHistory } from "../model/kept-history";
import { remember, type History, type Operations } from "../model/history";

export const pollEvery = 1_000;

export function getOperations(service: Service, signal: AbortSignal): Promise<Operations> {
  return service === "inventory"
    ? answer(inventory.GET("/operations", { signal, cache: "no-store" }))
    : answer(payment.GET("/operations", { signal, cache: "no-store" }));
}

/** Polled every second. Rates are computed from the answers of the last minutes. */
export function operationsQuery(service: Service, queryClient: QueryClient) {
  const queryKey = ["operations", service] as const;
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }) => {
      const latest = await getOperations(service, signal);
      return remember(queryClient.getQueryData<History>(queryKey) ?? keptHistory(service), latest);
    },
    staleTime: 0,
    retry: false,
    structuralSharing: false,
    refetchInterval: ({ state }) => {
      const { status } = asProblem(state.error);
      return status === 401 || status === 403 ? false : pollEvery;
    },
  });
}
