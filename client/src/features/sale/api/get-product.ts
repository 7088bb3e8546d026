import { queryOptions } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";

/** Name, price and start of the sale. What changes by the second comes from its stream. */
export function soldProductQuery(id: string) {
  return queryOptions({
    queryKey: ["sold-product", id],
    queryFn: ({ signal }) => answer(inventory.GET("/products/{id}", { params: { path: { id } }, signal })),
  });
}
