import type { Order } from "@/lib/api-client";

/** An order that was given up while its product could not be looked up has no name. */
export function nameOf({ product_name }: Order): string {
  return product_name ?? "A product";
}
