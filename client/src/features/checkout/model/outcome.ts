import type { Order } from "@/lib/api-client";
import { formErrors } from "@/lib/form-errors";
import { cents, quote } from "@/lib/money";
import { asProblem } from "@/lib/problem";

export type Wanted = { id: string; name: string; price: number; image: string; quantity: number };

export type Outcome =
  | { kind: "placed"; wanted: Wanted; order: Order; repriced: boolean }
  | { kind: "refused"; wanted: Wanted; message: string; field: boolean };

/** The service counts with the price of its moment; `repriced` says that it is not the one agreed to. */
export function placed(wanted: Wanted, order: Order): Outcome {
  const agreed = quote(wanted.price, wanted.quantity).amount;
  const repriced = order.amount !== null && cents(order.amount) !== agreed;
  return { kind: "placed", wanted, order, repriced };
}

const explained: Partial<Record<string, string>> = {
  product_not_found: "This is no longer sold.",
  sold_out: "This sold out a moment ago.",
  insufficient_stock: "Fewer are left than you want.",
};

/** A 422 about the quantity belongs to the quantity's field; the rest is said beside the line. */
export function refused(wanted: Wanted, error: unknown): Outcome {
  const problem = asProblem(error);
  const { fields, form } = formErrors(problem, (field) => field === "quantity");
  const message = explained[problem.code] ?? fields.quantity ?? form ?? problem.message;
  const hint = problem.isOutage ? " Nothing is ordered twice if you try again." : "";
  return { kind: "refused", wanted, message: message + hint, field: fields.quantity !== undefined };
}
