import { queryOptions } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";

const suggestions = 8;

export function suggestionsQuery(q: string) {
  return queryOptions({
    queryKey: ["product-suggestions", q],
    queryFn: ({ signal }) =>
      answer(
        inventory.GET("/products", { params: { query: { q: q || undefined, limit: suggestions } }, signal }),
      ),
    staleTime: 30_000,
  });
}

export function productNameQuery(id: string) {
  return queryOptions({
    queryKey: ["product-state", id],
    queryFn: ({ signal }) => answer(inventory.GET("/products/{id}", { params: { path: { id } }, signal })),
    staleTime: 5_000,
  });
}
