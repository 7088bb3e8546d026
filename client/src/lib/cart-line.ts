/**
 * A product in the cart, and while it is being ordered. `price` is the product's, `total` what the shopper saw to pay for one,
 * null when no price could be shown.
 */
export type CartLine = {
  id: string;
  name: string;
  image: string;
  price: number;
  total: number | null;
  quantity: number;
};

/** Stored data may be of another version, or edited by hand. */
export function isCartLine(value: unknown): value is CartLine {
  if (typeof value !== "object" || value === null) return false;
  const { id, name, price, total, quantity, image } = value as Record<string, unknown>;
  return (
    [id, name, image].every((text) => typeof text === "string") &&
    typeof price === "number" &&
    (total === null || typeof total === "number") &&
    Number.isInteger(quantity) &&
    (quantity as number) > 0
  );
}
