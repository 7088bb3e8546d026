import { answer, inventory } from "@/lib/api-client";
import type { BatchItem } from "../model/preview";
import type { BatchResult } from "../model/send-rows";

export async function postBatch(items: BatchItem[]): Promise<BatchResult[]> {
  return (await answer(inventory.POST("/products/batch", { body: { items } }))).results;
}
