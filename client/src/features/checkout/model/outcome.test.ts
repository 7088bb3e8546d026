import { expect, test } from "vitest";
import type { Order } from "@/lib/api-client";
import { Problem } from "@/lib/problem";
import { placed, refused } from "./outcome";

const wanted = { id: "a", name: "A", price: 20, image: "", quantity: 2 };

test("an amount other than the one agreed to is told", () => {
  expect(placed(wanted, { amount: 48 } as Order)).toMatchObject({ repriced: false });
  expect(placed(wanted, { amount: 50.4 } as Order)).toMatchObject({ repriced: true });
});

test("a 422 about the quantity belongs to its field", () => {
  const error = new Problem(422, "validation_failed", "No.", [
    { loc: ["body", "quantity"], type: "x", msg: "Too many." },
  ]);
  expect(refused(wanted, error)).toMatchObject({ field: true, message: "Too many." });
});

test("refusals are said in the shop's words, outages with what to do", () => {
  expect(refused(wanted, new Problem(409, "sold_out", "x"))).toMatchObject({
    field: false,
    message: "This sold out a moment ago.",
  });
  expect(refused(wanted, Problem.unreachable())).toMatchObject({
    message: expect.stringContaining("Nothing is ordered twice") as string,
  });
});
