import { queryOptions } from "@tanstack/react-query";
import { answer, payment } from "@/lib/api-client";
import { pollInterval } from "@/lib/query-client";

const pollEvery = 2_000;

/** Revenue and refusals since a day of UTC. The service reads it once a second, however many pages ask. */
export function takingsQuery(id: string, from: string) {
  return queryOptions({
    queryKey: ["takings", id, from],
    queryFn: ({ signal }) =>
      answer(payment.GET("/turnover/product", { params: { query: { id, from } }, signal })),
    refetchInterval: ({ state: { error } }) => pollInterval(error, pollEvery),
  });
}
