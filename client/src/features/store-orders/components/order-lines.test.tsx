import { afterEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { FakeShop } from "@/testing/fake-shop";
import { lineOf, orderOf } from "@/testing/order";
import { renderInShop } from "@/testing/render";
import { OrderLines } from "./order-lines";

afterEach(() => vi.restoreAllMocks());

test("what is left of a product stays true while the order is looked at", async () => {
  const shop = new FakeShop();
  const id = shop.product("Brass lamp");
  await renderInShop(<OrderLines order={orderOf({ lines: [lineOf({ product_id: id })] })} />);
  await expect.element(page.getByText("10 left now")).toBeVisible();
  shop.soldOut.add(id);
  await expect.element(page.getByText("0 left now", { exact: true }), { timeout: 15_000 }).toBeVisible();
});
