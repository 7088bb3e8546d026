import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, inventory } from "@/lib/api-client";
import { Problem } from "@/lib/problem";
import type { PageName, ShopPage } from "../model/page-titles";
import { getPage, pageQuery } from "./get-page";
import { pagesQuery } from "./list-pages";

/** Someone else changed the page after it was read. `current`: as it is now; null: it was deleted. */
export class PageConflict extends Error {
  override readonly name = "PageConflict";

  constructor(readonly current: ShopPage | null) {
    super("Someone else has changed this page.");
  }
}

/** `text` null: the page is deleted. `base`: the page as it was read; null: there was none. */
export type PageEdit = { base: ShopPage | null; text: string | null };

async function write(name: PageName, { base, text }: PageEdit): Promise<ShopPage | null> {
  const header = base ? { "If-Match": `"${base.version}"` } : { "If-None-Match": "*" };
  const params = { path: { name }, header };
  if (text !== null) return answer(inventory.PUT("/pages/{name}", { params, body: { text } }));
  await answer(inventory.DELETE("/pages/{name}", { params }));
  return null;
}

/** A 404 of a delete says that someone else was faster. */
async function savePage(name: PageName, edit: PageEdit): Promise<ShopPage | null> {
  try {
    return await write(name, edit);
  } catch (error) {
    if (!(error instanceof Problem) || ![404, 412].includes(error.status)) throw error;
    throw new PageConflict(await getPage(name, { cache: "no-store" }));
  }
}

export function useSavePage(name: PageName) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (edit: PageEdit) => savePage(name, edit),
    onSuccess: (page) => queryClient.setQueryData(pageQuery(name).queryKey, page),
    onSettled: () => queryClient.invalidateQueries(pagesQuery),
  });
}
