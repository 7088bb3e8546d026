import { answer, inventory } from "@/lib/api-client";
import { asProblem } from "@/lib/problem";
import { groupsOf, itemOf, type BatchItem, type BatchResult } from "../model/batch";

async function postBatch(items: BatchItem[], dry_run: boolean): Promise<BatchResult[]> {
  const params = { query: { dry_run } };
  const body = { items: items.map(itemOf), groups: groupsOf(items) };
  return (await answer(inventory.POST("/products/batch", { params, body }))).results;
}

export const write = (items: BatchItem[]) => postBatch(items, false);

const retries = 2;
const retryAfter = 700;

/** Writes nothing, so it may be asked again when there was no answer. */
export async function dryRun(items: BatchItem[]): Promise<BatchResult[]> {
  for (let failures = 0; ; failures++) {
    try {
      return await postBatch(items, true);
    } catch (error) {
      if (!asProblem(error).isOutage || failures === retries) throw error;
      await new Promise((resume) => setTimeout(resume, retryAfter));
    }
  }
}
