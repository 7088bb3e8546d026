import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { answer, inventory, type Product } from "@/lib/api-client";
import { isNotFound, Problem } from "@/lib/problem";
import { mapProducts, type ProductPages } from "@/lib/product-pages";
import { isConflict, type Changes } from "../model/changes";
import { stockLists } from "./list-stock";

/** Someone else edited the product after `base` was read. */
export class EditConflict extends Error {
  override readonly name = "EditConflict";

  constructor(
    readonly base: Product,
    readonly current: Product,
    readonly mine: Changes,
  ) {
    super(`Someone else changed “${base.name}”.`);
  }
}

export type Edit = { base: Product; changes: Changes };

const etag = ({ version }: Product) => `"${version}"`;

async function patch(on: Product, body: Changes): Promise<Product> {
  const params = { path: { id: on.id }, header: { "If-Match": etag(on) } };
  return answer(inventory.PATCH("/products/{id}", { params, body }));
}

const mostTries = 5;

/** Writes over the version that was read. Retries after a sale; reports a conflict after an edit by someone else. */
export async function editProduct({ base, changes }: Edit): Promise<Product> {
  let seen = base;
  for (let tries = 1; ; tries++) {
    try {
      return await patch(seen, changes);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 412) throw error;
      seen = await answer(
        inventory.GET("/products/{id}", { params: { path: { id: base.id } }, cache: "no-store" }),
      );
      if (tries === mostTries || isConflict(base, seen, changes)) throw new EditConflict(base, seen, changes);
    }
  }
}

/** A list without the product is left alone: a write would make it as new as if it had been read. */
export function showInLists(
  queryClient: QueryClient,
  id: string,
  change: (product: Product) => Product | undefined,
) {
  queryClient.setQueriesData<ProductPages>({ queryKey: [stockLists] }, (pages) =>
    pages?.pages.some(({ products }) => products.some((product) => product.id === id))
      ? mapProducts(pages, (product) => (product.id === id ? change(product) : product))
      : undefined,
  );
}

/** Optimistic: the list shows the edit at once and rolls back if it is refused. */
export function useEditProduct() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: editProduct,
    onMutate: async ({ base, changes }) => {
      await queryClient.cancelQueries({ queryKey: [stockLists] });
      showInLists(queryClient, base.id, (product) => ({ ...product, ...changes }));
    },
    onSuccess: (product) => showInLists(queryClient, product.id, () => product),
    onError: (error, { base }) => {
      const now = error instanceof EditConflict ? error.current : isNotFound(error) ? undefined : base;
      showInLists(queryClient, base.id, () => now);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: [stockLists] }),
  });
}
