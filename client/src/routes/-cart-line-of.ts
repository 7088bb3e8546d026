import type { OrderLine } from "@/lib/api-client";
import type { CartLine } from "@/lib/cart-line";
import { nameOf } from "@/lib/order";
import type { Quote } from "@/lib/quotes";

/** A line of an order as it would be in the cart; undefined if the shop no longer has a price for it. */
export function cartLineOf(line: OrderLine, quote: Quote): CartLine | undefined {
  const { product_id: id, quantity } = line;
  const quoted = quote.lines.find((one) => one.product_id === id);
  if (!quoted || quoted.price === null) return undefined;
  return { id, name: nameOf(line), image: "", price: quoted.price, total: quoted.total, quantity };
}
