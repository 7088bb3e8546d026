import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { components } from "@/lib/api-types/payment";
import { answer, payment } from "@/lib/api-client";
import { pollInterval } from "@/lib/query-client";

export type Reconciliation = components["schemas"]["ReconciliationState"];

const runningEvery = 1_000;
const restingEvery = 15_000;

export const reconciliationQuery = queryOptions({
  queryKey: ["reconciliation"],
  queryFn: ({ signal }) => answer(payment.GET("/payments/reconciliation", { signal })),
  refetchInterval: ({ state: { data, error } }) =>
    pollInterval(error, data && data.state !== "idle" ? runningEvery : restingEvery),
});

export function useReconcile() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => answer(payment.POST("/payments/reconciliation")),
    onSettled: () => queryClient.invalidateQueries({ queryKey: reconciliationQuery.queryKey }),
  });
}
