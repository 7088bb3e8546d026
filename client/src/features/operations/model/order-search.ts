import type { Order, OrderStatus } from "@/lib/api-client";

export const statuses = [
  "pending",
  "completed",
  "refunded",
  "rejected",
] as const satisfies readonly OrderStatus[];
export const orderSorts = ["placed", "amount", "-amount"] as const;
export type OrderSort = (typeof orderSorts)[number];

/** What the address of the orders can say. Days are local, both included. */
export type OrderSearch = {
  status?: OrderStatus;
  product?: string;
  from?: string;
  to?: string;
  sort?: OrderSort;
  cursor?: string;
};

const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));

export function parseOrderSearch(raw: Record<string, unknown>): OrderSearch {
  const search: OrderSearch = {};
  const status = statuses.find((one) => one === raw.status);
  const sort = orderSorts.find((one) => one === raw.sort);
  if (status) search.status = status;
  if (typeof raw.product === "string" && /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(raw.product))
    search.product = raw.product;
  if (isDay(raw.from)) search.from = raw.from;
  if (isDay(raw.to)) search.to = raw.to;
  if (sort) search.sort = sort;
  if (typeof raw.cursor === "string" && raw.cursor !== "") search.cursor = raw.cursor;
  return search;
}

export function isFiltered({ status, product, from, to }: OrderSearch): boolean {
  return Boolean(status ?? product ?? from ?? to);
}

export type OrderQuery = { status?: OrderStatus; product_id?: string; from?: string; to?: string };

/** The days' edges where the store's owner is: from midnight to the midnight after the last day. */
export function orderQuery({ status, product, from, to }: OrderSearch): OrderQuery {
  return {
    ...(status && { status }),
    ...(product && { product_id: product }),
    ...(from && { from: midnight(from, 0) }),
    ...(to && { to: midnight(to, 1) }),
  };
}

function midnight(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}

/** Only what is on the page: the service's order is newest first. */
export function sortPage(orders: readonly Order[], sort: OrderSort | undefined): Order[] {
  const sorted = [...orders];
  if (sort === "placed") sorted.reverse();
  if (sort === "amount") sorted.sort((one, other) => one.amount - other.amount);
  if (sort === "-amount") sorted.sort((one, other) => other.amount - one.amount);
  return sorted;
}
