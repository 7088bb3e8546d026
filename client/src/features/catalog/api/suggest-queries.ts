import { queryOptions } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";

/** Searches that do find something, for one that did not. */
export function suggestionsQuery(q: string) {
  return queryOptions({
    queryKey: ["suggestions", q],
    queryFn: async ({ signal }) => {
      const call = inventory.GET("/products/suggestions", { params: { query: { q } }, signal });
      return (await answer(call)).suggestions;
    },
  });
}
