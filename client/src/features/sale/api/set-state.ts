import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";
import { ledgerKey } from "./get-ledger";
import { soldProductQuery } from "./get-product";

/** Freezes or releases a product. The same again changes nothing. */
export function useSetState(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (state: "active" | "frozen") =>
      answer(inventory.PATCH("/products/{id}", { params: { path: { id } }, body: { state } })),
    onSuccess: (product) => queryClient.setQueryData(soldProductQuery(id).queryKey, product),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [ledgerKey, id] }),
  });
}
