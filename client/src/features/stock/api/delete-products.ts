import { useQueryClient } from "@tanstack/react-query";
import { answer, inventory, type Product } from "@/lib/api-client";
import { isNotFound } from "@/lib/problem";
import { useEachProduct } from "./each-product";
import { showInLists } from "./edit-product";
import { stockLists } from "./list-stock";

async function deleteProduct({ id }: Product): Promise<void> {
  try {
    await answer(inventory.DELETE("/products/{id}", { params: { path: { id } } }));
  } catch (error) {
    // Already deleted counts as deleted.
    if (!isNotFound(error)) throw error;
  }
}

/** Deletes products, a few at a time. Reports those that failed, with the reason. */
export function useDeleteProducts() {
  const queryClient = useQueryClient();
  return useEachProduct(
    async (product) => {
      await deleteProduct(product);
      showInLists(queryClient, product.id, () => undefined);
      return product;
    },
    [stockLists],
  );
}
