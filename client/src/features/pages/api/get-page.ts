import { queryOptions } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";
import { isNotFound } from "@/lib/problem";
import type { PageName, ShopPage } from "../model/page-titles";

/** Null: the owner has not written it. */
export async function getPage(
  name: PageName,
  options: { signal?: AbortSignal; cache?: RequestCache } = {},
): Promise<ShopPage | null> {
  try {
    return await answer(inventory.GET("/pages/{name}", { params: { path: { name } }, ...options }));
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

export function pageQuery(name: PageName) {
  return queryOptions({
    queryKey: ["page", name],
    queryFn: ({ signal }) => getPage(name, { signal }),
  });
}
