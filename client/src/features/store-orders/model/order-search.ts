import type { OrderStatus } from "@/lib/api-client";
import { isDay } from "@/lib/day";
import { readSearchText } from "@/lib/search-text";
import { isUlid } from "@/lib/ulid";

export const statuses = [
  "pending",
  "completed",
  "refunded",
  "rejected",
  "cancelled",
] as const satisfies readonly OrderStatus[];
export const orderSorts = ["placed", "amount", "-amount"] as const;
export type OrderSort = (typeof orderSorts)[number];

/** The search parameters of the orders. Days are local and inclusive. Sorted lists use `page`, others `cursor`. */
export type OrderSearch = {
  /** An e-mail address, a number or a name. */
  q?: string;
  status?: OrderStatus;
  product?: string;
  from?: string;
  to?: string;
  sort?: OrderSort;
  cursor?: string;
  page?: number;
};

/** An unknown value becomes undefined; the router would keep a missing key. */
export function parseOrderSearch(raw: Record<string, unknown>): OrderSearch {
  const search: OrderSearch = {
    q: readSearchText(raw.q),
    status: undefined,
    product: undefined,
    from: undefined,
    to: undefined,
    sort: undefined,
    cursor: undefined,
    page: undefined,
  };
  const status = statuses.find((one) => one === raw.status);
  const sort = orderSorts.find((one) => one === raw.sort);
  if (status) search.status = status;
  if (typeof raw.product === "string" && isUlid(raw.product)) search.product = raw.product.toUpperCase();
  if (isDay(raw.from)) search.from = raw.from;
  if (isDay(raw.to)) search.to = raw.to;
  if (sort) search.sort = sort;
  if (!sort && typeof raw.cursor === "string" && raw.cursor !== "") search.cursor = raw.cursor;
  if (sort && Number.isInteger(raw.page) && Number(raw.page) > 1) search.page = Number(raw.page);
  return search;
}

export function isFiltered({ q, status, product, from, to }: OrderSearch): boolean {
  return Boolean(q ?? status ?? product ?? from ?? to);
}
