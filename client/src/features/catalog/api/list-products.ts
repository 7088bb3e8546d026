import { productPagesQuery } from "@/lib/product-pages";
import type { CatalogSearch } from "../model/search";
import { receivedSince } from "./get-product";

const pageSize = 24;

export const productLists = "products";

export function productsQuery(search: CatalogSearch) {
  return productPagesQuery(productLists, { ...search, grouped: true }, pageSize, receivedSince);
}
