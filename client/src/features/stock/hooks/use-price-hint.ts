import { useQuery } from "@tanstack/react-query";
import { shopQuery } from "@/lib/shop";

/** What a price is written in, and what buyers pay on top of it. */
export function usePriceHint(): string | undefined {
  const { data: shop } = useQuery(shopQuery);
  if (!shop) return undefined;
  const fee = shop.fee_percent > 0 ? `, without the fee of ${shop.fee_percent} % that buyers pay` : "";
  return `In ${shop.currency}${fee}.`;
}
