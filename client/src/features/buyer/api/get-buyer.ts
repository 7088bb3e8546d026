import { queryOptions } from "@tanstack/react-query";
import { answer, payment } from "@/lib/api-client";

/** Who has signed in in this browser, if anybody has. */
export function buyerQuery() {
  return queryOptions({
    queryKey: ["buyer"],
    queryFn: ({ signal }) => answer(payment.GET("/buyers/me", { signal })),
    staleTime: 60_000,
  });
}
