import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { answer, payment } from "@/lib/api-client";

/** Who has signed in in this browser, if anybody has. */
export function buyerQuery() {
  return queryOptions({
    queryKey: ["buyer"],
    queryFn: ({ signal }) => answer(payment.GET("/buyers/me", { signal })),
    staleTime: 60_000,
  });
}

/** The shop said that nobody has signed in here. */
export function noteSignedOut(queryClient: QueryClient): void {
  queryClient.setQueryData(buyerQuery().queryKey, { signed_in: false, email: null });
}
