import { mostUnitsOf, saleOf, type Terms } from "@/lib/sale";
import type { Quote } from "@/lib/quotes";

/** What the catalogue knows of a line. `terms`: undefined while the product is unknown, or gone. */
export type Known = { price: number; enough: boolean; terms: Terms | undefined };

const soon = 1_000;
const rarely = 30_000;
/** A timer cannot wait for longer than 24 days. */
const longest = 3_600_000;

/**
 * After how many milliseconds a line's quote may be another one; false: only a change of the cart or of the buyer makes it
 * another. What can change at any moment, and what payment has not learned yet, is asked for soon; what lasts is not.
 */
export function askAgainAfter(
  line: Pick<Quote["lines"][number], "refusal" | "price" | "quantity">,
  { price, enough, terms }: Known,
  now: number,
): number | false {
  switch (line.refusal) {
    case null:
      return line.price !== price || !enough ? soon : false;
    case "sold_out":
    case "insufficient_stock":
      return soon;
    case "product_not_found":
      return enough ? soon : false;
    default:
      return terms ? underTerms(line, terms, now) : rarely;
  }
}

/** The catalogue knows terms by which the line is not refused: payment learns them in a moment. */
function underTerms(
  { refusal, quantity }: Pick<Quote["lines"][number], "refusal" | "quantity">,
  terms: Terms,
  now: number,
): number | false {
  switch (refusal) {
    case "not_on_sale": {
      const sale = saleOf(terms, now);
      if (sale.kind === "soon") return Math.min(Math.max(sale.left, soon), longest);
      if (sale.kind === "frozen") return rarely;
      return sale.kind === "open" && soon;
    }
    case "limit_per_order":
      return mostUnitsOf(terms) >= quantity && soon;
    case "sign_in_required":
      return terms.limit_per_customer === null && soon;
    default:
      if (terms.limit_per_customer === null) return soon;
      // Of a quantity within the limit, another order of the buyer may be cancelled.
      return quantity <= terms.limit_per_customer && rarely;
  }
}

/** The first of these that comes. */
export function firstOf(waits: (number | false)[]): number | false {
  const known = waits.filter((wait) => wait !== false);
  return known.length > 0 && Math.min(...known);
}
