import { queryOptions } from "@tanstack/react-query";
import { answer, payment } from "@/lib/api-client";

export function orderPathQuery(pk: string) {
  return queryOptions({
    queryKey: ["order-path", pk],
    queryFn: ({ signal }) => answer(payment.GET("/orders/{pk}", { params: { path: { pk } }, signal })),
  });
}
