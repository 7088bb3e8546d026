import { queryOptions } from "@tanstack/react-query";
import { answer, payment, type Order } from "@/lib/api-client";
import { newer } from "@/lib/order";

export function orderPathQuery(pk: string) {
  return queryOptions({
    queryKey: ["order-path", pk],
    queryFn: ({ signal }) => answer(payment.GET("/orders/{pk}", { params: { path: { pk } }, signal })),
    structuralSharing: (known, heard) => newer(known as Order | undefined, heard as Order),
  });
}
