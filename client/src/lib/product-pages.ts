import {
  infiniteQueryOptions,
  keepPreviousData,
  type InfiniteData,
  type QueryClient,
} from "@tanstack/react-query";
import { answerWithHeaders, inventory, nextCursor, type ListedProduct, type Product } from "./api-client";
import type { paths } from "./api-types/inventory";

type Search = Omit<NonNullable<paths["/products"]["get"]["parameters"]["query"]>, "limit" | "cursor">;

export type ProductPage = { products: ListedProduct[]; next: string | undefined; total: number | undefined };
export type ProductPages = InfiniteData<ProductPage, string | undefined>;

/**
 * The products that match, page by page. `list` begins the key; the pages shown stay until the next search is answered.
 * `newest` may replace a product of an answer to a request of that time (milliseconds) by one that is known to be newer.
 */
export function productPagesQuery(
  list: string,
  search: Search,
  pageSize: number,
  newest: (asked: number, client: QueryClient, product: Product) => Product = (_, __, product) => product,
) {
  return infiniteQueryOptions({
    queryKey: [list, search],
    queryFn: async ({ client, pageParam, signal }) => {
      const asked = Date.now();
      const page = await readPage({ ...search, limit: pageSize, cursor: pageParam }, signal);
      return {
        ...page,
        products: page.products.map((product) => listedAs(product, newest(asked, client, product))),
      };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** The product as it is now, in its place in the list. */
function listedAs({ summary }: ListedProduct, product: Product): ListedProduct {
  return { ...product, summary };
}

async function readPage(
  query: Search & { limit: number; cursor: string | undefined },
  signal: AbortSignal,
): Promise<ProductPage> {
  const { data, headers } = await answerWithHeaders(
    inventory.GET("/products", { params: { query }, signal }),
  );
  const total = headers.get("X-Total-Count");
  return { products: data, next: nextCursor(headers), total: total === null ? undefined : Number(total) };
}

/** The pages as one list. `hasMoved`: the list changed while it was read, so a product may be missing. */
export function joinPages(pages: readonly ProductPage[] = []) {
  const products = productsOf(pages);
  return { products, total: pages[0]?.total ?? products.length, hasMoved: hasMoved(pages) };
}

/** Each product once, where it stood first. */
export function productsOf(pages: readonly ProductPage[]): ListedProduct[] {
  const products = pages.flatMap((page) => page.products);
  return [...new Map(products.map((product) => [product.id, product])).values()];
}

/**
 * Pages are read one after another. A product whose place changed meanwhile stands on two of them or on none; then the
 * list and its count do not agree.
 */
export function hasMoved(pages: readonly ProductPage[]): boolean {
  const listed = pages.reduce((sum, page) => sum + page.products.length, 0);
  const different = productsOf(pages).length;
  const total = pages[0]?.total;
  if (different < listed || pages.some((page) => page.total !== total)) return true;
  return total !== undefined && pages.at(-1)?.next === undefined && different !== total;
}

/** `change` returns the product as it is to be shown, or undefined to remove it. */
export function mapProducts(
  list: ProductPages,
  change: (product: Product) => Product | undefined,
): ProductPages {
  const pages = list.pages.map((page) => {
    const products = page.products.flatMap((product) => {
      const now = change(product);
      return now ? [now === product ? product : listedAs(product, now)] : [];
    });
    const removed = page.products.length - products.length;
    return { ...page, products, total: page.total === undefined ? undefined : page.total - removed };
  });
  return { ...list, pages };
}
