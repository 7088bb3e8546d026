import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Order } from "@/lib/api-client";
import { orderQuery } from "@/lib/live-order";
import { ledgerKey, ledgerQuery } from "../api/get-ledger";

/** The ledger of an order. Read again when the order moves; the order is read again when the ledger is ahead of it. */
export function useLedger({ pk, status, updated_at, payment: { captured, refunded, ...paid } }: Order) {
  const queryClient = useQueryClient();
  const ledger = useQuery(ledgerQuery(pk));

  const version = [status, updated_at, paid.status, captured, refunded].join();
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current !== version) void queryClient.invalidateQueries({ queryKey: ledgerKey(pk) });
    seen.current = version;
  }, [queryClient, pk, version]);

  const isAhead = ledger.data !== undefined && ledger.data.refunded !== refunded;
  useEffect(() => {
    if (isAhead) void queryClient.invalidateQueries({ queryKey: orderQuery(pk).queryKey });
  }, [queryClient, pk, isAhead]);
  return ledger;
}
