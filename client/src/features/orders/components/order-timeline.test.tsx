import { expect, test } from "vitest";
import { page } from "vitest/browser";
import type { Order } from "@/lib/api-client";
import { renderInShop } from "@/testing/render";
import { OrderTimeline } from "./order-timeline";

const at = "2026-11-22T10:00:00Z";
const order: Order = {
  pk: "p",
  product_id: "a",
  price: 20,
  fee: 4,
  total: 24,
  quantity: 1,
  status: "rejected",
  amount: 24,
  product_name: "A",
  reason: "sold_out",
  created_at: at,
  updated_at: at,
  timeline: [
    { step: "placed", at },
    { step: "rejected", at },
  ],
};

test("a rejection says why and that nothing was charged", async () => {
  await renderInShop(<OrderTimeline order={order} />);
  await expect
    .element(page.getByText("It sold out before we could set it aside. You were not charged."))
    .toBeVisible();
});

test("an order under way marks the step that it is at", async () => {
  await renderInShop(
    <OrderTimeline order={{ ...order, status: "pending", timeline: [{ step: "placed", at }] }} />,
  );
  const current = page.getByRole("listitem").filter({ hasText: "Reserving stock…" });
  await expect.element(current).toHaveAttribute("aria-current", "step");
});
