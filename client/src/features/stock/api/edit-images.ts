import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, inventory, type Product } from "@/lib/api-client";
import type { ProductImage } from "@/lib/image";
import { Problem } from "@/lib/problem";
import { showInLists } from "./edit-product";

export type ImageEdit = { kind: "arrange"; images: ProductImage[] } | { kind: "remove"; hash: string };

const read = (id: string) =>
  answer(inventory.GET("/products/{id}", { params: { path: { id } }, cache: "no-store" }));

function send(id: string, edit: ImageEdit): Promise<Product> {
  if (edit.kind === "remove") {
    const params = { path: { id, hash: edit.hash } };
    return answer(inventory.DELETE("/products/{id}/images/{hash}", { params }));
  }
  const images = edit.images.map(({ hash, alt }) => ({ hash, alt }));
  return answer(inventory.PUT("/products/{id}/images", { params: { path: { id } }, body: { images } }));
}

/** One after the other. What another browser has changed meanwhile is shown: the answer is the product as it is now. */
export function useEditImages(id: string, onProduct: (product: Product) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    scope: { id: `images of ${id}` },
    mutationFn: async (edit: ImageEdit) => {
      try {
        return await send(id, edit);
      } catch (error) {
        const isGone = error instanceof Problem && ["images_changed", "image_not_found"].includes(error.code);
        if (isGone) onProduct(await read(id));
        throw error;
      }
    },
    onSuccess: (product) => {
      showInLists(queryClient, id, () => product);
      onProduct(product);
    },
  });
}
