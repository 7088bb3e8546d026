import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, inventory, type Group } from "@/lib/api-client";
import { isNotFound, Problem } from "@/lib/problem";
import { sameOptions } from "@/lib/options";
import type { WantedGroup } from "../model/group-form";
import { stockLists } from "./list-stock";

export const groupsKey = "stock-group";

/** Of the admin, so with drafts. */
export function groupQuery(id: string) {
  return queryOptions({
    queryKey: [groupsKey, id],
    queryFn: ({ signal }) => read(id, signal),
    staleTime: 0,
  });
}

function read(id: string, signal?: AbortSignal): Promise<Group> {
  const params = { path: { group: id } };
  return answer(inventory.GET("/groups/{group}", { params, cache: "no-store", ...(signal && { signal }) }));
}

/** The group with its variants; a variant that could not be made is named. */
export type SavedGroup = { group: Group; failed: string[] };

/** `base`: the group as it was read; undefined: it is new. */
export function useSaveGroup(base: Group | undefined) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, group, items }: WantedGroup): Promise<SavedGroup> => {
      await put(id, group, base);
      const failed = items.length > 0 ? await makeVariants(items) : [];
      return { group: await read(id), failed };
    },
    onSuccess: ({ group }) => {
      queryClient.setQueryData(groupQuery(group.id).queryKey, group);
      return queryClient.invalidateQueries({ queryKey: [stockLists] });
    },
  });
}

/** Of the version that was read; one that is gone already is as good as deleted. */
export async function deleteGroup({ id, version }: Group): Promise<void> {
  const params = { path: { group: id }, header: { "If-Match": `"${version}"` } };
  try {
    await answer(inventory.DELETE("/groups/{group}", { params }));
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

async function put(id: string, body: WantedGroup["group"], base: Group | undefined): Promise<void> {
  const header = base ? { "If-Match": `"${base.version}"` } : { "If-None-Match": "*" };
  try {
    await answer(inventory.PUT("/groups/{group}", { params: { path: { group: id }, header }, body }));
  } catch (error) {
    const isTaken = error instanceof Problem && error.status === 412;
    if (!isTaken) throw error;
    if (base) throw new Error("Someone else changed this group. Reload the page to see it.");
    if (!(await isOurs(id, body)))
      throw new Error(`There is a group “${id}” already. Choose another name, or edit that group.`);
  }
}

/** The answer to the first try was lost: the group is there as it is wanted. */
async function isOurs(id: string, body: WantedGroup["group"]): Promise<boolean> {
  const there = await read(id).catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });
  return (
    there !== undefined &&
    there.name === body.name &&
    JSON.stringify(there.options) === JSON.stringify(body.options)
  );
}

async function makeVariants(items: WantedGroup["items"]): Promise<string[]> {
  const params = { query: { dry_run: false } };
  const { results } = await answer(inventory.POST("/products/batch", { params, body: { items } }));
  return results.flatMap(({ outcome, product, detail }, index) => {
    const item = items[index];
    const isThere =
      product?.group === item?.group && sameOptions(product?.options ?? {}, item?.options ?? {});
    if (outcome === "created" || (outcome === "conflict" && isThere)) return [];
    return [`${item?.name}: ${outcome === "conflict" ? "there is a product of this name." : detail}`];
  });
}
