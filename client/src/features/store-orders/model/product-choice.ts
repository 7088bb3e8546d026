import type { Order } from "@/lib/api-client";
import { isUlid } from "@/lib/ulid";

/** A product as the filter of orders offers it. */
export type ProductChoice = { id: string; name: string; deleted: boolean };

/** A pasted id selects that product, even if it has been deleted. */
export function productIn(text: string): ProductChoice | undefined {
  const id = text.toUpperCase();
  return isUlid(id) ? { id, name: `Product ${id}`, deleted: false } : undefined;
}

/** The products of these orders whose name contains the text, beside those that are known to be for sale. */
export function productsOf(
  orders: readonly Order[],
  text: string,
  forSale: ReadonlySet<string>,
): ProductChoice[] {
  const wanted = fold(text);
  const choices = new Map<string, ProductChoice>();
  for (const { product_id: id, product_name: name } of orders.flatMap(({ lines }) => lines)) {
    if (name !== null && !forSale.has(id) && fold(name).includes(wanted))
      choices.set(id, { id, name, deleted: true });
  }
  return [...choices.values()];
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
