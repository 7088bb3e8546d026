import { queryOptions } from "@tanstack/react-query";
import { answer, payment } from "./api-client";
import { useCurrency } from "./money";

/** What a client must know of the shop to be right. Fixed while the shop has orders, so asked once. */
export const shopQuery = queryOptions({
  queryKey: ["shop"],
  queryFn: async ({ signal }) => {
    const shop = await answer(payment.GET("/shop", { signal }));
    useCurrency.setState({ currency: shop.currency, decimals: shop.decimals });
    return shop;
  },
  staleTime: Infinity,
});
