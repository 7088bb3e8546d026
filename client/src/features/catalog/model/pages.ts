import type { Product } from "@/lib/api-client";

type Page = { products: Product[]; next: string | undefined; total: number | undefined };

/** Each product once, where it stood first. */
export function productsOf(pages: readonly Page[]): Product[] {
  const products = pages.flatMap((page) => page.products);
  return [...new Map(products.map((product) => [product.id, product])).values()];
}

/**
 * Pages are read one after another. A product whose place changed meanwhile stands on two of them or on none; then the
 * list and its count do not agree.
 */
export function hasMoved(pages: readonly Page[]): boolean {
  const listed = pages.reduce((sum, page) => sum + page.products.length, 0);
  const different = productsOf(pages).length;
  const total = pages[0]?.total;
  if (different < listed || pages.some((page) => page.total !== total)) return true;
  return total !== undefined && pages.at(-1)?.next === undefined && different !== total;
}
