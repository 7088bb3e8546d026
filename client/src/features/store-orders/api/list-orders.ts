import { queryOptions } from "@tanstack/react-query";
import { answerWithHeaders, nextCursor, payment, type Order } from "@/lib/api-client";
import { pollInterval } from "@/lib/query-client";
import { asProblem } from "@/lib/problem";
import { orderQuery, type OrderQuery } from "../model/order-query";
import type { OrderSearch } from "../model/order-search";

export type OrderPage = { orders: Order[]; next: string | undefined };

export const ordersKey = "admin-orders";
export const pageSize = 50;
const movingEvery = 2_000;
const restingEvery = 10_000;
const mostAtOnce = 100;
const mostRetries = 5;
/** The service sorts by time only. The client sorts by amount, up to this many orders. */
export const mostSorted = 2_000;
export const mostExported = 100_000;

export function listOrders(
  search: OrderSearch,
  limit: number,
  cursor?: string,
  signal?: AbortSignal,
): Promise<OrderPage> {
  return readPage(orderQuery(search), limit, cursor, signal);
}

async function readPage(
  filter: OrderQuery,
  limit: number,
  cursor: string | undefined,
  signal: AbortSignal | undefined,
): Promise<OrderPage> {
  const query = { ...filter, limit, cursor };
  const { data, headers } = await answerWithHeaders(payment.GET("/orders", { params: { query }, signal }));
  return { orders: data, next: nextCursor(headers) };
}

/** One page of the service; for a sort, the newest orders that match. */
export function ordersQuery(search: OrderSearch) {
  const { sort, cursor, ...filter } = search;
  delete filter.page;
  const sorted = sort !== undefined;
  return queryOptions({
    queryKey: [ordersKey, filter, sorted ? "to be sorted" : (cursor ?? "newest")],
    queryFn: ({ signal }) =>
      sorted ? readOrders(search, mostSorted, signal) : listOrders(search, pageSize, cursor, signal),
    refetchInterval: ({ state: { data, error } }) => {
      const moving = data?.orders.some(({ status }) => status === "pending");
      return pollInterval(error, moving && !sorted ? movingEvery : restingEvery);
    },
  });
}

/** The newest that match; `next` when there are more. */
export async function readOrders(
  search: OrderSearch,
  most: number,
  signal: AbortSignal,
  onProgress: (count: number) => void = () => undefined,
): Promise<OrderPage> {
  const orders: Order[] = [];
  for await (const page of orderPages(orderQuery(search), signal)) {
    orders.push(...page.orders);
    onProgress(orders.length);
    if (orders.length >= most) return { orders, next: page.next };
  }
  return { orders, next: undefined };
}

/** All that match, newest first, a hundred at a time. */
export async function* orderPages(filter: OrderQuery, signal: AbortSignal): AsyncGenerator<OrderPage> {
  let cursor: string | undefined;
  do {
    const page = await patiently(signal, () => readPage(filter, mostAtOnce, cursor, signal));
    yield page;
    cursor = page.next;
  } while (cursor);
}

/** A long export outlasts a restart of the service, and a limit of the gateway. */
async function patiently<T>(signal: AbortSignal, read: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await read();
    } catch (error) {
      const { isOutage, status, retryAfter = 1 } = asProblem(error);
      if (signal.aborted || failures >= mostRetries || !(isOutage || status === 429)) throw error;
      await new Promise((resume) => setTimeout(resume, retryAfter * 1_000));
    }
  }
}
