import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { answer, payment } from "@/lib/api-client";
import { orderQuery } from "@/lib/live-order";
import { newer } from "@/lib/order";
import { asProblem } from "@/lib/problem";
import { buyerQuery } from "./get-buyer";

/** The pks of the buyer's orders from every device, newest first. The orders themselves go where the list reads them. */
export function buyerOrdersQuery(queryClient: QueryClient) {
  return queryOptions({
    queryKey: ["buyer-orders"],
    queryFn: async ({ signal }) => {
      try {
        const orders = await answer(payment.GET("/buyers/me/orders", { signal }));
        for (const order of orders)
          queryClient.setQueryData(orderQuery(order.pk).queryKey, (known) => newer(known, order));
        return orders.map(({ pk }) => pk);
      } catch (error) {
        if (asProblem(error).status !== 401) throw error;
        // The session has ended, for instance on another device.
        queryClient.setQueryData(buyerQuery().queryKey, { signed_in: false, email: null });
        return [];
      }
    },
  });
}
