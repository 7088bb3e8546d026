import { queryOptions } from "@tanstack/react-query";
import { answer, payment } from "@/lib/api-client";

/** A mail does not change. */
export function mailTextQuery(id: string) {
  return queryOptions({
    queryKey: ["mail-text", id],
    queryFn: ({ signal }) =>
      answer(payment.GET("/mails/{id}/text", { params: { path: { id } }, parseAs: "text", signal })),
    staleTime: Infinity,
  });
}
