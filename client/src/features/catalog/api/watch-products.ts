import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Product } from "@/lib/api-client";
import type { StreamState } from "@/lib/events/event-hub";
import { useEventStream } from "@/lib/events/use-event-stream";
import { productQuery } from "./get-product";
import { productLists, type ProductPages } from "./list-products";

const events = ["product", "product_deleted"] as const;

/** Keeps what is cached of these products equal to the shop's, as it changes there. */
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
    { queryKey: productLists },
    (list) => list && replaced(list, product),
  );
}

/** The next read answers 404, and that is what the pages know how to show. */
function forget(queryClient: QueryClient, id: string) {
  void queryClient.invalidateQueries({ queryKey: productQuery(id).queryKey });
  void queryClient.invalidateQueries({ queryKey: productLists });
}

function replaced(list: ProductPages, product: Product): ProductPages {
  const pages = list.pages.map((page) => ({
    ...page,
    products: page.products.map((one) => (one.id === product.id ? product : one)),
  }));
  return { ...list, pages };
}
