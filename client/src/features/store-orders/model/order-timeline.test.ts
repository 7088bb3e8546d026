import { expect, test } from "vitest";
import { reasons, showGap, stepMeanings, timelineOf, waitsFor } from "./order-timeline";
import { orderOf } from "@/testing/order";

const order = orderOf({
  timeline: [
    { step: "placed", at: "2026-01-01T00:00:00.000Z" },
    { step: "stock_reserved", at: "2026-01-01T00:00:00.012Z" },
    { step: "completed", at: "2026-01-01T00:00:05.012Z" },
  ],
});

test("each step shows how long after the previous one it came", () => {
  expect(timelineOf(order).map(({ after }) => after)).toEqual([undefined, "12 ms", "5.0 s"]);
  expect(showGap(125_000)).toBe("2 min 5 s");
});

test("a pending order shows what it is waiting for", () => {
  const placed = orderOf({ status: "pending", timeline: order.timeline.slice(0, 1) });
  const reserved = { ...placed, timeline: order.timeline.slice(0, 2) };
  const delay = "The order is completed after a short delay in which it can be cancelled.";
  const answer = "Waiting for the payment provider's answer.";
  expect(waitsFor(order, true)).toBeUndefined();
  expect(waitsFor(placed, true)).toBe("Waiting for the units to be reserved.");
  expect(waitsFor(reserved, true)).toBe("Waiting for the buyer's payment.");
  expect(waitsFor({ ...reserved, payment: { ...reserved.payment, status: "unknown" } }, true)).toBe(answer);
  expect(waitsFor({ ...reserved, reason: "payment_timeout" }, true)).toBe(answer);
  expect(waitsFor(reserved, false)).toBe(delay);
  expect(waitsFor({ ...reserved, amount: 0 }, true)).toBe(delay);
});

test("the steps name no service, and none of them waits for something that only some orders have", () => {
  const words = Object.values(stepMeanings);
  expect(words.join(" ")).not.toMatch(/inventory|payment|settle|commit/i);
});

test("an order whose payment ended at the provider is not called failed: the buyer may have cancelled it", () => {
  expect(reasons.payment_failed).toBe("The order was not paid.");
  expect(reasons.payment_timeout).toBe("The time to pay is over.");
});
