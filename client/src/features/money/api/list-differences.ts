import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { components } from "@/lib/api-types/payment";
import { answer, payment } from "@/lib/api-client";

export type Difference = components["schemas"]["ShownDifference"];

/** `run`: when the last reconciliation ended. Each may have found more. */
export function differencesQuery(run: string | undefined) {
  return queryOptions({
    queryKey: ["differences", run],
    queryFn: ({ signal }) => answer(payment.GET("/payments/differences", { signal })),
    placeholderData: keepPreviousData,
  });
}
