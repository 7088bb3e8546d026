import { afterEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { FakeShop } from "@/testing/fake-shop";
import { renderInShop } from "@/testing/render";
import { OrderFilters } from "./order-filters";

afterEach(() => vi.restoreAllMocks());

test("the filter says that it finds orders that were refunded as a whole", async () => {
  new FakeShop();
  const onChange = vi.fn();
  await renderInShop(<OrderFilters search={{}} onChange={onChange} onClear={() => {}} />);
  await page.getByLabelText("Status").selectOptions("Fully refunded");
  expect(onChange).toHaveBeenCalledWith({ status: "refunded" });
});
