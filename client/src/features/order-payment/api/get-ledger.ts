import { queryOptions } from "@tanstack/react-query";
import type { components } from "@/lib/api-types/payment";
import { answer, payment } from "@/lib/api-client";
import { pollInterval } from "@/lib/query-client";

export type Ledger = components["schemas"]["LedgerView"];
export type LedgerEvent = Ledger["events"][number];
export type Refund = Ledger["refunds"][number];

const movingEvery = 2_000;
const restingEvery = 15_000;

export const ledgerKey = (pk: string) => ["ledger", pk];

/** What happened to an order's money. Polled: some events do not change the order. */
export function ledgerQuery(pk: string) {
  return queryOptions({
    queryKey: ledgerKey(pk),
    queryFn: ({ signal }) => answer(payment.GET("/orders/{pk}/ledger", { params: { path: { pk } }, signal })),
    refetchInterval: ({ state: { data, error } }) => {
      const moving = data?.refunds.some(({ state }) => state === "pending");
      return pollInterval(error, moving ? movingEvery : restingEvery);
    },
  });
}
