import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { CartLine } from "@/lib/cart-line";
import { recoveryInterval } from "@/lib/query-client";
import { askQuote, type Quote, type QuotedLine } from "@/lib/quotes";

/** `available`: stock in the catalogue; undefined: unknown. */
type Wanted = Pick<CartLine, "id" | "price" | "quantity"> & { available: number | undefined };

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
const askAgain = 1_000;

/**
 * One quote for the whole cart, asked again when a line, its price, its quantity or whether there are enough changes; and
 * for as long as a line is refused, which then does not count in the sums, or payment has not learned yet what the
 * catalogue knows.
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
      state.data?.lines.some(isUnsettled) ? askAgain : recoveryInterval(state.error),
  });

  function isUnsettled(line: Quote["lines"][number], index: number): boolean {
    const { price, enough } = wanted[index] ?? {};
    return line.refusal !== null || line.price !== price || !enough;
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
