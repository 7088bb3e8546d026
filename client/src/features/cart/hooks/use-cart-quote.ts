import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { CartLine } from "@/lib/cart-line";
import { recoveryInterval } from "@/lib/query-client";
import { askQuote, type Quote, type QuotedLine } from "@/lib/quotes";
import type { Terms } from "@/lib/sale";
import { shopNow } from "@/lib/shop-clock";
import { askAgainAfter, firstOf } from "../model/ask-again";

/** `available`: stock in the catalogue; undefined: unknown. `terms`: of the sale, if known. */
type Wanted = Pick<CartLine, "id" | "price" | "quantity"> & {
  available: number | undefined;
  terms: Terms | undefined;
};

export type CartQuote = {
  /** Undefined until the line has been quoted; without a price if the product was deleted. */
  lineOf: (id: string) => QuotedLine | undefined;
  /** The totals of the lines that can be ordered. Undefined until quoted. */
  sums: Pick<Quote, "goods" | "fees" | "amount"> | undefined;
  /** No line can be ordered. */
  nothing: boolean;
  currency: string | undefined;
  outage: boolean;
};

const freshFor = 10_000;

/**
 * One quote for the whole cart, asked again when a line, its price, its quantity or whether there are enough changes, and
 * when a refusal may have ended. A refused line does not count in the sums.
 */
export function useCartQuote(lines: readonly Wanted[]): CartQuote {
  const wanted = lines.map(({ id, quantity, price, available = quantity }) => ({
    id,
    quantity,
    price,
    enough: available >= quantity,
  }));
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
      recoveryInterval(state.error) || firstOf(state.data?.lines.map(untilNext) ?? []),
  });

  function untilNext(quoted: Quote["lines"][number], index: number): number | false {
    const [line, of] = [wanted[index], lines[index]];
    return line && of ? askAgainAfter(quoted, { ...line, terms: of.terms }, shopNow()) : false;
  }

  function lineOf(id: string): QuotedLine | undefined {
    const asked = wanted.find((line) => line.id === id);
    const line = data?.lines.find((one) => one.product_id === id && one.quantity === asked?.quantity);
    if (!data || !line) return undefined;
    // The previous quote stays valid for lines that did not change.
    if (isPlaceholderData && line.price !== asked?.price) return undefined;
    return { ...line, currency: data.currency };
  }

  return {
    lineOf,
    sums: isPlaceholderData ? undefined : data,
    nothing: !isPlaceholderData && Boolean(data?.lines.every((line) => line.refusal !== null)),
    currency: data?.currency,
    outage: isError,
  };
}
