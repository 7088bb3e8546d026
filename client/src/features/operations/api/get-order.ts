import { queryOptions } from "@tanstack/react-query";
import { answer, payment, type Order } from "@/lib/api-client";

export function orderPathQuery(pk: string) {
  return queryOptions({
    queryKey: ["order-path", pk],
    queryFn: ({ signal }) => answer(payment.GET("/orders/{pk}", { params: { path: { pk } }, signal })),
    // An order only goes on: an answer that was under way when a later state was pushed does not take it back.
    structuralSharing: (known, now) => {
      const [before, after] = [known as Order | undefined, now as Order];
      return before && before.timeline.length > after.timeline.length ? before : after;
    },
  });
}
