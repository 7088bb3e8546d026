import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { recoveryInterval } from "@/lib/query-client";
import { askQuote, type Quote, type QuotedLine } from "@/lib/quotes";
import type { CartLine } from "../model/lines";

type Wanted = Pick<CartLine, "id" | "price" | "quantity">;

export type CartQuote = {
  /** Undefined while it is not known what this line costs; without a price when the product has gone. */
  lineOf: (id: string) => QuotedLine | undefined;
  /** What the lines that can be ordered cost together. */
  amount: number | undefined;
  currency: string | undefined;
  outage: boolean;
};

const freshFor = 10_000;
const askAgain = 1_000;

/**
 * One quote for the whole cart, asked again when a line, its price or its quantity changes; and for as long as a line is
 * refused, which then does not count in the amount, or quoted at another price, since payment may learn of it later.
 */
export function useCartQuote(lines: readonly Wanted[]): CartQuote {
  const wanted = lines.map(({ id, quantity, price }) => ({ id, quantity, price }));
  const { data, isPlaceholderData, isError } = useQuery({
    queryKey: ["quote", "cart", wanted],
    queryFn: ({ signal }) =>
      askQuote(
        wanted.map(({ id, quantity }) => ({ id, quantity })),
        signal,
      ),
    enabled: wanted.length > 0,
    staleTime: freshFor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.lines.some(isUnsettled) ? askAgain : recoveryInterval(state.error),
  });

  function isUnsettled(line: Quote["lines"][number], index: number): boolean {
    return line.refusal !== null || line.price !== wanted[index]?.price;
  }

  function lineOf(id: string): QuotedLine | undefined {
    const asked = wanted.find((line) => line.id === id);
    const line = data?.lines.find((one) => one.product_id === id && one.quantity === asked?.quantity);
    if (!data || !line) return undefined;
    // The quote of the cart before the last change is good for the lines that have not changed.
    if (isPlaceholderData && line.price !== asked?.price) return undefined;
    return { ...line, currency: data.currency };
  }

  return {
    lineOf,
    amount: isPlaceholderData ? undefined : data?.amount,
    currency: data?.currency,
    outage: isError,
  };
}
