import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { inventory, type Product } from "@/lib/api-client";
import { productQuery } from "./get-product";
import { productsQuery } from "./list-products";

const lamp = { id: "lamp", price: 20 } as Product;
const dearer = { ...lamp, price: 21 };

afterEach(() => vi.restoreAllMocks());

/** The client of a page whose request is answered after it has received an event. */
function eventBefore(answer: unknown) {
  const client = new QueryClient();
  vi.spyOn(inventory, "GET").mockImplementation((() => {
    client.setQueryData(productQuery("lamp").queryKey, dearer);
    return Promise.resolve({ data: answer, response: new Response() });
  }) as never);
  return client;
}

test("an answer does not replace the event that came before it", async () => {
  const client = eventBefore(lamp);
  expect(await client.fetchQuery(productQuery("lamp"))).toEqual(dearer);
});

test("a page of products has the product of an event that came before it", async () => {
  const client = eventBefore([lamp]);
  const { pages } = await client.fetchInfiniteQuery(productsQuery({}));
  expect(pages[0]?.products).toEqual([dearer]);
});

test("an answer is newer than the events before its request", async () => {
  const client = new QueryClient();
  client.setQueryData(productQuery("lamp").queryKey, lamp, { updatedAt: Date.now() - 1 });
  vi.spyOn(inventory, "GET").mockResolvedValue({ data: dearer, response: new Response() } as never);
  expect(await client.fetchQuery({ ...productQuery("lamp"), staleTime: 0 })).toEqual(dearer);
});
