import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, inventory, type Product } from "@/lib/api-client";
import { asProblem, isNotFound } from "@/lib/problem";
import { showInLists } from "./edit-product";
import { stockLists } from "./list-stock";

export type Deleted = { deleted: Product[]; failed: { product: Product; why: string }[] };

const atOnce = 4;

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
    mutationFn: async (products: readonly Product[]): Promise<Deleted> => {
      setDone(0);
      const result: Deleted = { deleted: [], failed: [] };
      const waiting = [...products];
      async function work() {
        for (let product = waiting.shift(); product; product = waiting.shift()) {
          try {
            await deleteProduct(product);
            showInLists(queryClient, product.id, () => undefined);
            result.deleted.push(product);
          } catch (error) {
            const problem = asProblem(error);
            if (problem.status === 401 || problem.status === 403) throw error;
            result.failed.push({ product, why: problem.message });
          }
          setDone((count) => count + 1);
        }
      }
      await Promise.all(Array.from({ length: atOnce }, work));
      return result;
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: [stockLists] }),
  });
  return { ...mutation, done };
}
