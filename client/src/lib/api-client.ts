import createClient from "openapi-fetch";
import type { components as InventoryParts, paths as InventoryPaths } from "./api-types/inventory";
import type { components as PaymentParts, paths as PaymentPaths } from "./api-types/payment";
import { Problem } from "./problem";
import { noteShopTime } from "./shop-clock";

export type Product = InventoryParts["schemas"]["Product"];
/** `summary`: in a list with one entry for each group, what it says of the group. */
export type ListedProduct = Product & { summary?: InventoryParts["schemas"]["ListedProduct"]["summary"] };
export type Group = InventoryParts["schemas"]["GroupWithVariants"];
export type Order = PaymentParts["schemas"]["Order"];
export type OrderLine = Order["lines"][number];
export type OrderStatus = Order["status"];
export type NewCustomer = NonNullable<PaymentParts["schemas"]["NewOrder"]["customer"]>;

const patience = 15_000;

async function boundedFetch(request: Request): Promise<Response> {
  try {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(patience)]);
    const asked = Date.now();
    const response = await fetch(request, { signal });
    noteShopTime(response.headers.get("Date"), asked);
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw Problem.unreachable();
  }
}

// Absolute, because openapi-fetch builds a Request before it calls fetch.
const origin = typeof location === "undefined" ? "http://localhost" : location.origin;

export const inventory = createClient<InventoryPaths>({
  baseUrl: `${origin}/api/inventory`,
  fetch: boundedFetch,
});
export const payment = createClient<PaymentPaths>({ baseUrl: `${origin}/api/payment`, fetch: boundedFetch });

type Call<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

/** What the service answered, or a thrown Problem. */
export async function answer<T>(call: Call<T>): Promise<T> {
  return (await answerWithHeaders(call)).data;
}

export async function answerWithHeaders<T>(call: Call<T>): Promise<{ data: T; headers: Headers }> {
  const { data, error, response } = await call;
  if (!response.ok) throw Problem.from(response, error);
  return { data: data as T, headers: response.headers };
}

/** The cursor of `Link: <...?cursor=X>; rel="next"`, or undefined on the last page. */
export function nextCursor(headers: Headers): string | undefined {
  for (const link of (headers.get("Link") ?? "").split(",")) {
    const match = /<([^>]+)>\s*;\s*rel="?next"?/.exec(link);
    if (match?.[1]) return new URL(match[1], origin).searchParams.get("cursor") ?? undefined;
  }
  return undefined;
}
