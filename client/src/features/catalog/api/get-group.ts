import { queryOptions } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";
import { productQuery, receivedSince } from "./get-product";

export const groups = "group";

/** A group with its variants, which then are known as products, too. */
export function groupQuery(id: string) {
  return queryOptions({
    queryKey: [groups, id],
    queryFn: async ({ client, signal }) => {
      const asked = Date.now();
      const params = { path: { group: id } };
      const group = await answer(inventory.GET("/groups/{group}", { params, signal }));
      for (const variant of group.variants)
        client.setQueryData(productQuery(variant.id).queryKey, receivedSince(asked, client, variant));
      return group;
    },
  });
}
