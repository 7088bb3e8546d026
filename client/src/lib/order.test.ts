import { expect, test } from "vitest";
import { lineOf, orderOf, orderOfLines } from "@/testing/order";
import type { Order, OrderLine } from "./api-client";
import { mayChange, namesOf, newer, unitsOf } from "./order";

const time = "2026-11-22T10:00:00Z";

test("an order never goes back when a poll is overtaken by an event", () => {
  const after = (steps: number) => orderOf({ timeline: orderOf().timeline.slice(0, steps) });
  const [late, known] = [after(1), after(3)];
  expect(newer(known, late)).toEqual(known);
  expect(newer(late, known)).toBe(known);
  expect(newer(undefined, late)).toBe(late);
});

test("a line that is reserved changes the order without a new step", () => {
  const of = (status: OrderLine["status"]) => orderOf({ lines: [lineOf({ status })] });
  const reserved = of("reserved");
  expect(newer(reserved, of("pending"))).toEqual(reserved);
  expect(newer(of("pending"), reserved)).toBe(reserved);
});

test("a payment never goes back, unless the provider has to be asked", () => {
  const of = (status: Order["payment"]["status"]) =>
    orderOf({
      status: "pending",
      payment: { status, reference: null, url: null, expires_at: null, captured: 0, refunded: 0 },
    });
  const becomes = (known: Order["payment"]["status"], received: Order["payment"]["status"]) =>
    newer(of(known), of(received)).payment.status;
  expect(becomes("requires_payment", "none")).toBe("requires_payment");
  expect(becomes("authorized", "requires_payment")).toBe("authorized");
  expect(becomes("none", "requires_payment")).toBe("requires_payment");
  for (const status of ["none", "requires_payment", "authorized"] as const) {
    expect(becomes(status, "unknown")).toBe("unknown");
    expect(becomes("unknown", status)).toBe(status);
  }
});

test("a refund that came back lowers what was refunded", () => {
  const of = (refunded: number) => orderOf({ payment: { ...orderOf().payment, refunded } });
  expect(newer(of(24), of(0)).payment.refunded).toBe(0);
});

test("the customer is the one that was read last, also of an order that is behind", () => {
  const customer = { email: "a…@example.com", name: null, address: null };
  const behind = orderOf({ timeline: [], customer });
  expect(newer(orderOf(), behind)).toEqual(orderOf({ customer }));
  expect(newer(orderOf({ customer }), orderOf()).customer).toBeNull();
});

test("a completed order is watched for a minute more, for it may be refunded", () => {
  const then = new Date(time).getTime();
  const order = (status: Order["status"]) => orderOf({ status, updated_at: time });
  expect(mayChange(order("completed"), then + 30_000)).toBe(true);
  expect(mayChange(order("completed"), then + 90_000)).toBe(false);
  expect(mayChange(order("refunded"), then)).toBe(false);
  expect(mayChange(order("pending"), then + 1e9)).toBe(true);
});

test("an order is named after its first product, and counts the units of all", () => {
  const lines = [lineOf({ quantity: 2 }), lineOf(), lineOf({ product_name: null })];
  expect(namesOf(lines.slice(0, 1))).toBe("Brass lamp");
  expect(namesOf(lines)).toBe("Brass lamp and 2 more");
  expect(namesOf(lines.slice(2))).toBe("A product");
  expect(unitsOf(orderOfLines(lines))).toBe(4);
});
