import { queryOptions } from "@tanstack/react-query";
import type { components } from "@/lib/api-types/payment";
import { answer, payment } from "@/lib/api-client";
import { pollInterval } from "@/lib/query-client";

export type VisitorOrders = components["schemas"]["VisitorOrders"];
export type VisitorKind = VisitorOrders["by"];

export const visitorsKey = "visitors";
const refreshEvery = 10_000;

/** Who has placed orders lately, those with the most open ones first. */
export function visitorsQuery(by: VisitorKind) {
  return queryOptions({
    queryKey: [visitorsKey, by],
    queryFn: ({ signal }): Promise<VisitorOrders[]> =>
      answer(payment.GET("/visitors", { params: { query: { by } }, signal })),
    refetchInterval: ({ state: { error } }) => pollInterval(error, refreshEvery),
  });
}
