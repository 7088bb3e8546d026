import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, inventory, type Product } from "@/lib/api-client";
import { isNotFound } from "@/lib/problem";
import { eachProduct } from "./each-product";
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
  const [done, setDone] = useState(0);
  const mutation = useMutation({
    mutationFn: (products: readonly Product[]) => {
      setDone(0);
      const remove = async (product: Product) => {
        await deleteProduct(product);
        showInLists(queryClient, product.id, () => undefined);
        return product;
      };
      return eachProduct(products, remove, () => setDone((count) => count + 1));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: [stockLists] }),
  });
  return { ...mutation, done };
}
