import { queryOptions } from "@tanstack/react-query";
import { answerWithHeaders, nextCursor, payment, type Order } from "@/lib/api-client";
import { pollInterval } from "@/lib/query-client";

export type ToShipPage = { orders: Order[]; next: string | undefined };

export const toShipKey = "to-ship";
const refreshEvery = 10_000;
const pageSize = 50;

/** A page of the paid orders that are not shipped, oldest first. */
export function toShipQuery(cursor: string | undefined) {
  return queryOptions({
    queryKey: [toShipKey, cursor ?? "oldest"],
    queryFn: async ({ signal }): Promise<ToShipPage> => {
      const query = { limit: pageSize, cursor };
      const request = payment.GET("/orders/to-ship", { params: { query }, signal });
      const { data, headers } = await answerWithHeaders(request);
      return { orders: data, next: nextCursor(headers) };
    },
    refetchInterval: ({ state: { error } }) => pollInterval(error, refreshEvery),
  });
}
