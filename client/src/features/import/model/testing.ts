import type { Product } from "@/lib/api-client";
import type { BatchItem, BatchResult } from "./batch";
import type { ReadRow } from "./read-row";
import { noTerms } from "@/testing/product";

export const lamp: Product = {
  id: "01J00000000000000000000001",
  sku: "L-1",
  name: "Lamp",
  price: 20,
  quantity: 10,
  available: 10,
  description: "",
  image: "",
  images: [],
  ...noTerms,
  version: 3,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
};

export const result = (answer: Partial<BatchResult>): BatchResult => ({
  outcome: "created",
  product: null,
  changed: [],
  key: "",
  code: null,
  detail: null,
  ...answer,
});

export const row = (line: number, item: BatchItem, more: Partial<ReadRow> = {}): ReadRow => ({
  line,
  name: item.name ?? "",
  item,
  problems: [],
  notes: [],
  ...more,
});
