import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { lineOf, orderOf, orderOfLines } from "@/testing/order";
import { renderInShop } from "@/testing/render";
import { OrderTimeline } from "./order-timeline";

const at = "2026-11-22T10:00:00Z";
const rejection = {
  status: "rejected",
  reason: "sold_out",
  timeline: [
    { step: "placed", at },
    { step: "rejected", at },
  ],
} as const;

test("a rejection shows the reason and that nothing was charged", async () => {
  const lines = [lineOf({ status: "rejected" })];
  await renderInShop(
    <OrderTimeline
      order={orderOf({ ...rejection, timeline: [...rejection.timeline], lines })}
      stage="rejected"
    />,
  );
  await expect
    .element(page.getByText("It sold out before we could set it aside. You were not charged."))
    .toBeVisible();
});

test("the rejection of several products names the one that is missing", async () => {
  const lines = [
    lineOf({ status: "cancelled" }),
    lineOf({ product_id: "01J00000000000000000000002", product_name: "Clay drum", status: "rejected" }),
  ];
  await renderInShop(
    <OrderTimeline
      order={orderOfLines(lines, { ...rejection, timeline: [...rejection.timeline] })}
      stage="rejected"
    />,
  );
  await expect
    .element(page.getByText("Clay drum sold out before we could set it aside. You were not charged."))
    .toBeVisible();
});

test("a pending order marks its current step", async () => {
  await renderInShop(
    <OrderTimeline
      order={orderOf({ status: "pending", timeline: [{ step: "placed", at }] })}
      stage="preparing"
    />,
  );
  const current = page.getByRole("listitem").filter({ hasText: "Reserving stock…" });
  await expect.element(current).toHaveAttribute("aria-current", "step");
});

test("an order that was charged before it was cancelled says what was charged and what comes back", async () => {
  const order = orderOf({
    status: "cancelled",
    reason: "payment_timeout",
    payment: { status: "captured", reference: null, url: null, expires_at: null, captured: 24, refunded: 0 },
    timeline: [
      { step: "placed", at },
      { step: "cancelled", at },
    ],
  });
  await renderInShop(<OrderTimeline order={order} stage="paying_back" />);
  await expect.element(page.getByText("The time to pay is over. You were charged $24.00.")).toBeVisible();
  const current = page.getByRole("listitem").filter({ hasText: "Your money is on its way back…" });
  await expect.element(current).toHaveAttribute("aria-current", "step");
});
