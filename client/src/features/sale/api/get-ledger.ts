import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { components } from "@/lib/api-types/inventory";
import { answer, inventory } from "@/lib/api-client";
import { pollInterval } from "@/lib/query-client";

export type StockLedger = components["schemas"]["StockLedger"];
export type LedgerEntry = StockLedger["entries"][number];

export const ledgerKey = "stock-ledger";
const pollEvery = 15_000;

export function ledgerQuery(id: string, limit: number) {
  return queryOptions({
    queryKey: [ledgerKey, id, limit],
    queryFn: ({ signal }) =>
      answer(inventory.GET("/products/{id}/ledger", { params: { path: { id }, query: { limit } }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { error } }) => pollInterval(error, pollEvery),
  });
}
