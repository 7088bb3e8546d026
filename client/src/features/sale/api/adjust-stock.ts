import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";
import type { StockChange } from "../model/stock-change";
import { ledgerKey } from "./get-ledger";
import { soldProductQuery } from "./get-product";

export type KeyedChange = { key: string; change: StockChange };

/** Sent again with its key, a change has its effect once. */
export function useAdjustStock(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ key, change }: KeyedChange) =>
      answer(
        inventory.POST("/products/{id}/stock", {
          params: { path: { id }, header: { "Idempotency-Key": key } },
          body: change,
        }),
      ),
    onSuccess: (product) => queryClient.setQueryData(soldProductQuery(id).queryKey, product),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [ledgerKey, id] }),
  });
}
