import { productPagesQuery } from "@/lib/product-pages";
import type { StockSearch } from "../model/search";

const pageSize = 50;

export const stockLists = "stock";

export function stockQuery(search: StockSearch) {
  return productPagesQuery(stockLists, { ...search, drafts: true }, pageSize);
}
