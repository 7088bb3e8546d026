import { queryOptions, useQuery } from "@tanstack/react-query";
import type { components } from "./api-types/payment";
import { answer, payment } from "./api-client";
import { useCurrency } from "./money";

export type Shop = components["schemas"]["Shop"];

/** Settings of the shop. They do not change while the shop has orders, so read once. */
export const shopQuery = queryOptions({
  queryKey: ["shop"],
  queryFn: async ({ signal }) => {
    const shop = await answer(payment.GET("/shop", { signal }));
    useCurrency.setState({ currency: shop.currency, decimals: shop.decimals });
    return shop;
  },
  staleTime: Infinity,
});

/** Whether buyers pay on the page of a provider. */
export function isPaidAtProvider(shop: Pick<Shop, "payments"> | undefined): boolean {
  return shop !== undefined && shop.payments !== "instant";
}

export function usePaidAtProvider(): boolean {
  return isPaidAtProvider(useQuery(shopQuery).data);
}
