import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, inventory, type Product } from "@/lib/api-client";
import { eachProduct } from "./each-product";
import { showInLists } from "./edit-product";
import { stockLists } from "./list-stock";
import { groupsKey } from "./write-group";

type Wanted = { products: readonly Product[]; state: "active" | "frozen" };

/**
 * Sets the state of products, a few at a time. Not one batch, whose changes the stock ledger calls an import. The same again
 * changes nothing.
 */
export function useSetStates() {
  const queryClient = useQueryClient();
  const [done, setDone] = useState(0);
  const mutation = useMutation({
    mutationFn: ({ products, state }: Wanted) => {
      setDone(0);
      const set = async ({ id }: Product) => {
        const params = { path: { id } };
        const now = await answer(inventory.PATCH("/products/{id}", { params, body: { state } }));
        showInLists(queryClient, id, () => now);
        return now;
      };
      return eachProduct(products, set, () => setDone((count) => count + 1));
    },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: [stockLists] }),
        queryClient.invalidateQueries({ queryKey: [groupsKey] }),
      ]),
  });
  return { ...mutation, done };
}
