import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { answer, inventory, type Product } from "@/lib/api-client";

const keyOf = (id: string) => ["product", id] as const;

export function productQuery(id: string) {
  return queryOptions({
    queryKey: keyOf(id),
    queryFn: async ({ client, signal }) => {
      const asked = Date.now();
      const product = await answer(inventory.GET("/products/{id}", { params: { path: { id } }, signal }));
      return receivedSince(asked, client, product);
    },
  });
}

/** The product of an event that came after a request was sent: the answer to the request may be older. */
export function receivedSince(asked: number, client: QueryClient, product: Product): Product {
  const state = client.getQueryState<Product>(keyOf(product.id));
  return state?.data && state.dataUpdatedAt >= asked ? state.data : product;
}
