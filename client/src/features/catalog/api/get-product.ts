import { queryOptions } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";

export function productQuery(id: string) {
  return queryOptions({
    queryKey: ["product", id],
    queryFn: ({ signal }) => answer(inventory.GET("/products/{id}", { params: { path: { id } }, signal })),
  });
}
