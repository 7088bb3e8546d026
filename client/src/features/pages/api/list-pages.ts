import { queryOptions } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";

/** The pages that the owner has written. */
export const pagesQuery = queryOptions({
  queryKey: ["pages"],
  queryFn: ({ signal }) => answer(inventory.GET("/pages", { signal })),
  staleTime: 60_000,
});
