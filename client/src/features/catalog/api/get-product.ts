import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { answer, inventory, type Product } from "@/lib/api-client";
import { productKey } from "@/lib/product-key";

export function productQuery(id: string) {
  return queryOptions({
    queryKey: productKey(id),
    queryFn: async ({ client, signal }) => {
      const asked = Date.now();
      const product = await answer(inventory.GET("/products/{id}", { params: { path: { id } }, signal }));
      return receivedSince(asked, client, product);
    },
  });
}

/** The product of an event that came after a request was sent: the answer to the request may be older. */
export function receivedSince(asked: number, client: QueryClient, product: Product): Product {
  const state = client.getQueryState<Product>(productKey(product.id));
  return state?.data && state.dataUpdatedAt >= asked ? state.data : product;
}
