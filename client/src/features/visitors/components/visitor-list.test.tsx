import { afterEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { renderInShop } from "@/testing/render";
import { VisitorList } from "./visitor-list";

const last_at = "2026-11-22T10:00:00.000Z";

/** The service, as far as this list needs it: two addresses, one with open orders. */
function serve() {
  const cancelled: unknown[] = [];
  vi.spyOn(window, "fetch").mockImplementation(async (input) => {
    const request = input as Request;
    if (request.method === "POST") {
      cancelled.push(await request.json());
      return Response.json({
        cancelled: cancelled.length === 1 ? 500 : 100,
        paid: 1,
        left: 2 - 2 * (cancelled.length - 1),
      });
    }
    const open = cancelled.length === 0 ? 600 : 0;
    return Response.json([
      { by: "address", value: "203.0.113.7", email: null, orders: 700, open, last_at },
      { by: "address", value: "203.0.113.8", email: null, orders: 1, open: 0, last_at },
    ]);
  });
  return cancelled;
}

afterEach(() => vi.restoreAllMocks());

test("the open orders of an address are cancelled after a question, all of them, and the list is read again", async () => {
  const cancelled = serve();
  await renderInShop(<VisitorList by="address" />);
  const button = page.getByRole("button", { name: "Cancel the open orders of 203.0.113.7" });
  await button.click();
  await expect.element(page.getByRole("dialog")).toHaveTextContent("600 open orders of 203.0.113.7");
  expect(cancelled).toEqual([]);
  await page.getByRole("button", { name: "Cancel them" }).click();
  await expect.poll(() => cancelled).toEqual(Array(2).fill({ by: "address", value: "203.0.113.7" }));
  await expect.element(button).toBeDisabled();
  await expect
    .element(page.getByRole("button", { name: "Cancel the open orders of 203.0.113.8" }))
    .toBeDisabled();
});
