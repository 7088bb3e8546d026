import { queryOptions } from "@tanstack/react-query";
import type { components } from "./api-types/payment";
import { answer, payment } from "./api-client";
import { batched } from "./batched";
import { recoveryInterval } from "./query-client";

export type Quote = components["schemas"]["Quote"];
export type QuotedLine = Quote["lines"][number] & { currency: string };
export type QuoteWanted = { id: string; quantity: number };

export const mostQuotedLines = 100;
const catchUp = 1_000;

/** What the buyer would pay, from the code that charges. At most 100 lines. */
export function askQuote(lines: QuoteWanted[], signal?: AbortSignal): Promise<Quote> {
  return answer(payment.POST("/quotes", { body: { lines }, signal }));
}

/** The cards of a page ask for one quote each; they travel as one request. */
const quoteOfOne = batched(mostQuotedLines, async (ids: string[]): Promise<QuotedLine[]> => {
  const { currency, lines } = await askQuote(ids.map((id) => ({ id, quantity: 1 })));
  return lines.map((line) => ({ ...line, currency }));
});

/**
 * One unit of a product at this price, kept for the visit: a change of stock does not ask again. Payment learns of a new
 * price a moment after inventory, so an answer for another price is no answer yet.
 */
export function unitQuoteQuery(id: string, price: number) {
  return queryOptions({
    queryKey: ["quote", id, price],
    queryFn: () => quoteOfOne(id),
    staleTime: Infinity,
    refetchInterval: ({ state }) =>
      state.data && !isOf(price, state.data) ? catchUp : recoveryInterval(state.error),
  });
}

/** Whether the quote is of a product with this price. */
export function isOf(price: number, line: Pick<QuotedLine, "price">): boolean {
  return line.price === price;
}

/** Some lines of an order, as a new order. */
export function quoteQuery(lines: QuoteWanted[]) {
  return queryOptions({
    queryKey: ["quote", "lines", lines],
    queryFn: ({ signal }) => askQuote(lines, signal),
  });
}
