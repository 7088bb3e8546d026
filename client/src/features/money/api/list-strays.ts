import { queryOptions } from "@tanstack/react-query";
import type { components } from "@/lib/api-types/payment";
import { answer, payment } from "@/lib/api-client";
import { pollInterval } from "@/lib/query-client";

export type Stray = components["schemas"]["ShownStray"];

const pollEvery = 15_000;

/** A notification of the provider may bring one at any time. */
export const straysQuery = queryOptions({
  queryKey: ["strays"],
  queryFn: ({ signal }) => answer(payment.GET("/payments/strays", { signal })),
  refetchInterval: ({ state: { error } }) => pollInterval(error, pollEvery),
});
