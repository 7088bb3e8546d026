/** An id of this shop: of a product or an order. Ids of other systems look different. */
export function isUlid(text: string): boolean {
  return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i.test(text);
}
