import { useQueryClient } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";
import { useEachProduct } from "./each-product";
import { showInLists } from "./edit-product";
import { stockLists } from "./list-stock";
import { groupsKey } from "./write-group";

/**
 * Sets the state of products, a few at a time. Not one batch, whose changes the stock ledger calls an import. The same again
 * changes nothing.
 */
export function useSetStates(state: "active" | "frozen") {
  const queryClient = useQueryClient();
  return useEachProduct(
    async ({ id }) => {
      const params = { path: { id } };
      const now = await answer(inventory.PATCH("/products/{id}", { params, body: { state } }));
      showInLists(queryClient, id, () => now);
      return now;
    },
    [stockLists, groupsKey],
  );
}
