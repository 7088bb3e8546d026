import { afterEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { FakeShop } from "@/testing/fake-shop";
import { renderInShop } from "@/testing/render";
import { MissingPages } from "./missing-pages";

afterEach(() => vi.restoreAllMocks());

test("a shop without pages has none of them: one or the other", async () => {
  new FakeShop();
  await renderInShop(<MissingPages />);
  await expect
    .element(
      page.getByText("Your shop has no page for delivery, returns, contact, terms, privacy, or imprint yet"),
    )
    .toBeVisible();
});
