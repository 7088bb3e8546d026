export type ShippingSearch = { cursor?: string };

export function parseShippingSearch({ cursor }: Record<string, unknown>): ShippingSearch {
  return typeof cursor === "string" && cursor !== "" ? { cursor } : {};
}
