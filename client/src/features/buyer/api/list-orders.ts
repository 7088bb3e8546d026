import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { answer, payment } from "@/lib/api-client";
import { orderQuery } from "@/lib/live-order";
import { newer } from "@/lib/order";
import { asProblem } from "@/lib/problem";
import { noteSignedOut } from "./get-buyer";

export const buyerOrders = "buyer-orders";
/** The shop lists no more of them. */
export const mostOrdersOfBuyer = 100;

/** The pks of the buyer's orders from every device, newest first. The orders themselves go where the list reads them. */
export function buyerOrdersQuery(queryClient: QueryClient, email: string) {
  return queryOptions({
    queryKey: [buyerOrders, email],
    queryFn: async ({ signal }) => {
      try {
        const orders = await answer(payment.GET("/buyers/me/orders", { signal }));
        for (const order of orders)
          queryClient.setQueryData(orderQuery(order.pk).queryKey, (known) => newer(known, order));
        return orders.map(({ pk }) => pk);
      } catch (error) {
        // The session has ended, for instance on another device.
        if (asProblem(error).code === "sign_in_required") noteSignedOut(queryClient);
        throw error;
      }
    },
  });
}
