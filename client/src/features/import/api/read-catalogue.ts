import { answerWithHeaders, inventory, nextCursor, type Product } from "@/lib/api-client";

const pageSize = 100;

/** The whole catalogue, page by page: what the rows of a file are compared with. */
export async function readCatalogue(onProgress: (read: number, total: number) => void): Promise<Product[]> {
  const products: Product[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: pageSize, cursor };
    const { data, headers } = await answerWithHeaders(
      inventory.GET("/products", { params: { query }, cache: "no-store" }),
    );
    products.push(...data);
    cursor = nextCursor(headers);
    onProgress(products.length, Number(headers.get("X-Total-Count") ?? products.length));
  } while (cursor);
  return products;
}
