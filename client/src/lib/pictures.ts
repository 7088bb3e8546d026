import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { answer, inventory, type Product } from "./api-client";
import { picturesOf } from "./image";
import { isNotFound } from "./problem";
import { productKey } from "./product-key";

export type Pictures = Pick<Product, "image" | "images">;

const none: Pictures = { image: "", images: [] };
const keptFor = 5 * 60_000;

export function hasPictures(product: Pictures): boolean {
  return picturesOf(product).length > 0;
}

/** The pictures of a product of which only the id is known, as of an order's line. None of one that was deleted. */
export function picturesQuery(id: string) {
  return queryOptions({
    queryKey: ["pictures", id],
    queryFn: ({ client, signal }) => unlessDeleted(() => read(id, client, signal)),
    staleTime: keptFor,
  });
}

/** One picture is enough for all variants of a group: those of the first variant that has some. */
export function groupPicturesQuery(group: string) {
  return queryOptions({
    queryKey: ["group-pictures", group],
    queryFn: ({ signal }) =>
      unlessDeleted(async () => {
        const params = { path: { group } };
        const { variants } = await answer(inventory.GET("/groups/{group}", { params, signal }));
        return variants.find(hasPictures) ?? none;
      }),
  });
}

async function read(id: string, client: QueryClient, signal: AbortSignal): Promise<Pictures> {
  const params = { path: { id } };
  const known = client.getQueryData<Product>(productKey(id));
  const product = known ?? (await answer(inventory.GET("/products/{id}", { params, signal })));
  const group = hasPictures(product) ? null : product.group;
  const { image, images } = group === null ? product : await client.fetchQuery(groupPicturesQuery(group));
  return { image, images };
}

async function unlessDeleted(read: () => Promise<Pictures>): Promise<Pictures> {
  try {
    return await read();
  } catch (error) {
    if (isNotFound(error)) return none;
    throw error;
  }
}
