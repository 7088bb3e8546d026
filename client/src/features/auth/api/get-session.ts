import { queryOptions } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";

/** Whether this browser is signed in, and whether a sign-in is required. */
export function sessionQuery() {
  return queryOptions({
    queryKey: ["session"],
    queryFn: ({ signal }) => answer(inventory.GET("/session", { signal })),
    staleTime: 60_000,
  });
}
