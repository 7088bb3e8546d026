import { describe, expect, test } from "vitest";
import type { Order } from "@/lib/api-client";
import { orderOf } from "@/testing/order";
import { stageOf, wasNeverCharged, type Circumstances } from "./order-stage";

const at = "2026-11-22T10:00:00Z";
const placed = { step: "placed", at } as const;
const reserved = { step: "stock_reserved", at } as const;
const nothing: Order["payment"] = {
  status: "none",
  reference: null,
  url: null,
  expires_at: null,
  captured: 0,
  refunded: 0,
};
const page = { url: "https://bank.example/pay/1", expires_at: "2026-11-22T10:15:00Z" };
const provider: Circumstances = { atProvider: true };

function pending(payment: Partial<Order["payment"]> = {}, changes: Partial<Order> = {}): Order {
  const timeline = [placed, reserved];
  return orderOf({ status: "pending", timeline, payment: { ...nothing, ...payment }, ...changes });
}

function ended(status: Order["status"], captured: number, refunded: number): Order {
  return orderOf({ status, payment: { ...nothing, captured, refunded } });
}

describe("an order that waits", () => {
  test("without a provider is prepared, whatever is reserved", () => {
    expect(stageOf(pending(), { atProvider: false })).toBe("preparing");
    expect(stageOf(pending({}, { timeline: [placed] }), { atProvider: false })).toBe("preparing");
  });

  test("is reserved first, then the provider's page is opened", () => {
    expect(stageOf(pending({}, { timeline: [placed] }), provider)).toBe("reserving");
    expect(stageOf(pending(), provider)).toBe("opening");
  });

  test("costs nothing, so no provider is asked", () => {
    expect(stageOf(pending({}, { amount: 0 }), provider)).toBe("preparing");
  });

  test("is to be paid, until its buyer returns and said to have paid", () => {
    const order = pending({ status: "requires_payment", ...page });
    expect(stageOf(order, provider)).toBe("to_pay");
    expect(stageOf(order, { ...provider, returned: true })).toBe("confirming");
  });

  test("is to be paid at a provider even before the settings of the shop are known", () => {
    expect(stageOf(pending({ status: "requires_payment", ...page }), { atProvider: false })).toBe("to_pay");
  });

  test("is confirmed once it is authorized", () => {
    expect(stageOf(pending({ status: "authorized" }), provider)).toBe("confirming");
  });

  test("is unknown while the provider has not answered", () => {
    expect(stageOf(pending({ status: "unknown" }), { ...provider, returned: true })).toBe("unknown");
  });

  test.each(["none", "requires_payment", "authorized", "unknown"] as const)(
    "and ends, says so while its payment is %s",
    (status) => {
      expect(stageOf(pending({ status }, { reason: "cancelled_by_buyer" }), provider)).toBe("cancelling");
      expect(stageOf(pending({ status }, { reason: "cancelled_by_store" }), provider)).toBe("cancelling");
      expect(stageOf(pending({ status }, { reason: "payment_timeout" }), provider)).toBe("timing_out");
    },
  );
});

describe("an order that has ended", () => {
  test.each([
    ["completed", 24, 0, "completed"],
    ["completed", 24, 4, "partly_refunded"],
    ["refunded", 24, 24, "refunded"],
    ["refunded", 24, 4, "paying_back"],
    ["cancelled", 0, 0, "cancelled"],
    ["cancelled", 24, 0, "paying_back"],
    ["cancelled", 24, 24, "paid_back"],
    ["rejected", 0, 0, "rejected"],
    ["rejected", 24, 24, "paid_back"],
  ] as const)("is %s with %d charged and %d refunded: %s", (status, captured, refunded, stage) => {
    expect(stageOf(ended(status, captured, refunded), provider)).toBe(stage);
  });

  test("was never charged only if no money moved", () => {
    expect(wasNeverCharged(ended("cancelled", 0, 0))).toBe(true);
    expect(wasNeverCharged(ended("rejected", 0, 0))).toBe(true);
    expect(wasNeverCharged(ended("cancelled", 24, 24))).toBe(false);
    expect(wasNeverCharged(ended("refunded", 24, 24))).toBe(false);
    expect(wasNeverCharged(pending())).toBe(false);
  });
});
