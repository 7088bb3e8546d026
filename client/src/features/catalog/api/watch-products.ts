import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Product } from "@/lib/api-client";
import type { StreamState } from "@/lib/events/event-hub";
import { useEventStream } from "@/lib/events/use-event-stream";
import { mapProducts, type ProductPages } from "@/lib/product-pages";
import { productQuery } from "./get-product";
import { groups } from "./get-group";
import { productLists } from "./list-products";

const events = ["product", "product_deleted"] as const;

/** Updates the cached products when the server reports a change. */
export function useProductEvents(ids: readonly string[]): StreamState {
  const queryClient = useQueryClient();
  const receive = (event: string, data: unknown) => {
    if (event === "product") keep(queryClient, data as Product);
    else forget(queryClient, (data as { id: string }).id);
  };
  const path = ids.length > 0 ? "/api/inventory/products/events" : undefined;
  return useEventStream(path, events, receive, [...ids].sort());
}

function keep(queryClient: QueryClient, product: Product) {
  queryClient.setQueryData(productQuery(product.id).queryKey, product);
  queryClient.setQueriesData<ProductPages>(
    { queryKey: [productLists] },
    (list) => list && mapProducts(list, (one) => (one.id === product.id ? product : one)),
  );
}

/** The next read returns 404, which the pages can show. */
function forget(queryClient: QueryClient, id: string) {
  void queryClient.invalidateQueries({ queryKey: productQuery(id).queryKey });
  void queryClient.invalidateQueries({ queryKey: [productLists] });
  void queryClient.invalidateQueries({ queryKey: [groups] });
}
