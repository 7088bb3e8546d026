/** Of the query that has a product of the shop as it is now. */
export const productKey = (id: string) => ["product", id] as const;
