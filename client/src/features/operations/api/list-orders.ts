import { queryOptions } from "@tanstack/react-query";
import { answerWithHeaders, nextCursor, payment, type Order } from "@/lib/api-client";
import { recoveryInterval } from "@/lib/query-client";
import { orderQuery, type OrderSearch } from "../model/order-search";

export type OrderPage = { orders: Order[]; next: string | undefined };

const pageSize = 50;
const movingEvery = 2_000;
const restingEvery = 10_000;

async function listOrders(
  search: OrderSearch,
  limit: number,
  cursor?: string,
  signal?: AbortSignal,
): Promise<OrderPage> {
  const query = { ...orderQuery(search), limit, cursor };
  const { data, headers } = await answerWithHeaders(payment.GET("/orders", { params: { query }, signal }));
  return { orders: data, next: nextCursor(headers) };
}

/** One page. It is asked for again soon while an order on it is under way. */
export function ordersQuery(wanted: OrderSearch) {
  // How the page is sorted is not asked of the service.
  const search: OrderSearch = { ...wanted, sort: undefined };
  return queryOptions({
    queryKey: ["admin-orders", search],
    queryFn: ({ signal }) => listOrders(search, pageSize, search.cursor, signal),
    refetchInterval: ({ state }) => {
      if (state.error) return recoveryInterval(state.error);
      const moving = state.data?.orders.some(({ status }) => status === "pending");
      return moving ? movingEvery : restingEvery;
    },
  });
}

const exportPage = 100;
export const mostExported = 100_000;

/** Every order that matches, page by page. */
export async function readAllOrders(
  search: OrderSearch,
  onProgress: (count: number) => void,
  signal: AbortSignal,
): Promise<Order[]> {
  const orders: Order[] = [];
  let cursor: string | undefined;
  do {
    const page = await listOrders(search, exportPage, cursor, signal);
    orders.push(...page.orders);
    cursor = page.next;
    onProgress(orders.length);
  } while (cursor && orders.length < mostExported);
  return orders;
}
