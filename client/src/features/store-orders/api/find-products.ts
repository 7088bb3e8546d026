import { queryOptions } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";
import { isNotFound } from "@/lib/problem";
import { productsOf, productIn, type ProductChoice } from "../model/product-choice";
import { listOrders } from "./list-orders";

const suggestions = 8;
const recentOrders = 100;

/** Products to filter orders by: those for sale, and those that were deleted but still have orders. */
export function productChoicesQuery(text: string) {
  return queryOptions({
    queryKey: ["product-choices", text],
    queryFn: async ({ signal }): Promise<ProductChoice[]> => {
      const query = { q: text || undefined, limit: suggestions };
      const [found, { orders }] = await Promise.all([
        answer(inventory.GET("/products", { params: { query }, signal })),
        listOrders({}, recentOrders, undefined, signal),
      ]);
      const named = productIn(text);
      const candidates = productsOf(orders, text, new Set(found.map(({ id }) => id))).slice(0, suggestions);
      const gone = await Promise.all(
        candidates.map(async (one) => ((await isGone(one.id, signal)) ? [one] : [])),
      );
      const choices = [...found.map(({ id, name }) => ({ id, name, deleted: false })), ...gone.flat()];
      return named && !choices.some(({ id }) => id === named.id) ? [named, ...choices] : choices;
    },
    staleTime: 30_000,
  });
}

async function isGone(id: string, signal: AbortSignal): Promise<boolean> {
  try {
    await answer(inventory.GET("/products/{id}", { params: { path: { id } }, signal }));
    return false;
  } catch (error) {
    return isNotFound(error);
  }
}

export function productNameQuery(id: string) {
  return queryOptions({
    queryKey: ["product-state", id],
    queryFn: ({ signal }) => answer(inventory.GET("/products/{id}", { params: { path: { id } }, signal })),
    staleTime: 5_000,
  });
}
