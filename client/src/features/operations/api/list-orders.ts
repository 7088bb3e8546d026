import { queryOptions } from "@tanstack/react-query";
import { answerWithHeaders, nextCursor, payment, type Order } from "@/lib/api-client";
import { recoveryInterval } from "@/lib/query-client";
import { orderQuery, type OrderSearch } from "../model/order-search";

export type OrderPage = { orders: Order[]; next: string | undefined };

export const pageSize = 50;
const movingEvery = 2_000;
const restingEvery = 10_000;
const mostAtOnce = 100;
/** The service keeps orders by time only. By amount we sort ourselves, and no more than this. */
export const mostSorted = 2_000;
export const mostExported = 100_000;

export async function listOrders(
  search: OrderSearch,
  limit: number,
  cursor?: string,
  signal?: AbortSignal,
): Promise<OrderPage> {
  const query = { ...orderQuery(search), limit, cursor };
  const { data, headers } = await answerWithHeaders(payment.GET("/orders", { params: { query }, signal }));
  return { orders: data, next: nextCursor(headers) };
}

/** One page as the service has it, or, to be sorted, the newest of all that match. */
export function ordersQuery(search: OrderSearch) {
  const { sort, cursor, ...filter } = search;
  delete filter.page;
  const sorted = sort !== undefined;
  return queryOptions({
    queryKey: ["admin-orders", filter, sorted ? "to be sorted" : (cursor ?? "newest")],
    queryFn: ({ signal }) =>
      sorted ? readOrders(search, mostSorted, signal) : listOrders(search, pageSize, cursor, signal),
    refetchInterval: ({ state }) => {
      if (state.error) return recoveryInterval(state.error);
      const moving = state.data?.orders.some(({ status }) => status === "pending");
      return moving && !sorted ? movingEvery : restingEvery;
    },
  });
}

/** The newest that match, a hundred at a time; `next` when there are more. */
export async function readOrders(
  search: OrderSearch,
  most: number,
  signal: AbortSignal,
  onProgress: (count: number) => void = () => undefined,
): Promise<OrderPage> {
  const orders: Order[] = [];
  let next: string | undefined;
  do {
    const page = await listOrders(search, mostAtOnce, next, signal);
    orders.push(...page.orders);
    next = page.next;
    onProgress(orders.length);
  } while (next && orders.length < most);
  return { orders, next };
}
