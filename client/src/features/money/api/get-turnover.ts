import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { components } from "@/lib/api-types/payment";
import { answer, payment } from "@/lib/api-client";
import { pollInterval } from "@/lib/query-client";
import type { Days } from "../model/days";

export type Turnover = components["schemas"]["Turnover"];
export type TurnoverProduct = Turnover["products"][number];

const pollEvery = 15_000;

/** What the shop took in these days of UTC, both included. */
export function turnoverQuery(days: Days) {
  return queryOptions({
    queryKey: ["turnover", days.from, days.to],
    queryFn: ({ signal }) => answer(payment.GET("/turnover", { params: { query: days }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { error } }) => pollInterval(error, pollEvery),
  });
}
