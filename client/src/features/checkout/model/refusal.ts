import type { Order } from "@/lib/api-client";
import { formErrors } from "@/lib/form-errors";
import { nameOf } from "@/lib/order";
import type { Problem } from "@/lib/problem";
import { contactFieldOf, type ContactErrors } from "./contact-fields";
import { cancelledByBuyer, type Submission } from "./submission";

/** Why nothing was ordered: of the order as a whole, of its products by id, of the fields of the contact. */
export type Refusal = {
  why?: string;
  ofLines: Record<string, string>;
  ofContact: ContactErrors;
  /** The buyer was a guest to the shop, whatever this page believed. */
  asksToSignIn?: true;
};

const explained: Partial<Record<string, (product: string) => string>> = {
  product_not_found: (product) => `${product} is no longer sold.`,
  sold_out: (product) => `${product} sold out a moment ago.`,
  insufficient_stock: (product) => `Fewer of ${product} are left than you want.`,
  not_on_sale: (product) => `${product} is not on sale now.`,
  limit_reached: (product) =>
    `That is more of ${product} than one person can have, with what you ordered before.`,
  sign_in_required: (product) => `Sign in to order ${product}: it is limited for each person.`,
  cancelled_by_buyer: () => cancelledByBuyer,
  cancelled_by_store: () => "The store cancelled it.",
  payment_timeout: () => "The time to pay is over.",
  payment_failed: () => "The payment was not completed.",
  challenge_required: () => "Very many people are ordering right now. Try again.",
  idempotency_key_reused: () => "You ordered a different cart in another tab. See My orders.",
};

/** The lines of a rejected order say which product it was. */
export function refusalOfOrder({ reason, lines }: Order): Refusal {
  const explain = reason ? explained[reason] : undefined;
  const rejected = lines.filter(({ status }) => status === "rejected");
  const about = rejected.length > 0 ? rejected : lines.slice(0, 1);
  const why = explain
    ? [...new Set(about.map((line) => explain(nameOf(line))))].join(" ")
    : "It did not go through.";
  return { why, ofLines: {}, ofContact: {}, ...askedBy(reason) };
}

/** A 422 says where: ["body", "lines", 3, "quantity"], ["body", "customer", "address", "city"]. */
export function refusalOf(error: Problem, { lines }: Submission): Refusal {
  const { fields, form } = formErrors(
    error,
    (field) => idOf(lines, field) !== undefined || contactFieldOf(field) !== undefined,
  );
  const refusal: Refusal = { ofLines: {}, ofContact: {}, ...askedBy(error.code) };
  for (const [location, why] of Object.entries(fields)) {
    const [id, field] = [idOf(lines, location), contactFieldOf(location)];
    if (id) refusal.ofLines[id] = why;
    if (field) refusal.ofContact[field] = why;
  }
  const why = explanation(error, lines) ?? form;
  return why === undefined ? refusal : { ...refusal, why };
}

function askedBy(code: string | null): Pick<Refusal, "asksToSignIn"> {
  return code === "sign_in_required" ? { asksToSignIn: true } : {};
}

/** Of several products, only the detail names the one that was refused. */
function explanation({ code, message }: Problem, lines: Submission["lines"]): string | undefined {
  const explain = explained[code];
  const [only, ...others] = lines;
  if (!explain || !only) return undefined;
  return others.length === 0 || code === "idempotency_key_reused" ? explain(only.name) : message;
}

function idOf(lines: Submission["lines"], location: string): string | undefined {
  const index = /^lines\.(\d+)\.(id|quantity)$/.exec(location)?.[1];
  return index === undefined ? undefined : lines[Number(index)]?.id;
}
