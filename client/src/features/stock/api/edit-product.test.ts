import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { Product } from "@/lib/api-client";
import type { ProductPages } from "@/lib/product-pages";
import { showInLists } from "./edit-product";

const lamp = { id: "lamp", name: "Lamp" } as Product;
const listOf = (...products: Product[]): ProductPages => ({
  pages: [{ products: products.map((one) => ({ ...one })), next: undefined, total: products.length }],
  pageParams: [undefined],
});

test("a change is shown in the lists that have the product; the others are still read again", async () => {
  const client = new QueryClient();
  const [found, other] = [
    ["stock", { q: "lamp" }],
    ["stock", { q: "" }],
  ];
  client.setQueryData(found, listOf(lamp));
  client.setQueryData(other, listOf());
  await client.invalidateQueries({ queryKey: ["stock"] });
  showInLists(client, "lamp", (product) => ({ ...product, name: "Brass lamp" }));
  expect(client.getQueryData<ProductPages>(found)?.pages[0]?.products[0]?.name).toBe("Brass lamp");
  expect(client.getQueryState(other)?.isInvalidated).toBe(true);
});
