import { showTimeOfDay } from "./dates";
import { showNumber } from "./locale";
import { showMoney } from "./money";
import { sameOptions, writeOptions, type Options } from "./options";

/** The editable fields of a product, as labels. */
export const fieldNames = {
  name: "Name",
  price: "Price",
  quantity: "Stock",
  description: "Description",
  image: "Image",
  sku: "SKU",
  state: "State",
  sale_starts_at: "Start of the sale",
  sale_ends_at: "End of the sale",
  limit_per_order: "Limit per order",
  limit_per_customer: "Limit per customer",
  group: "Group",
  options: "Options",
} as const;

export type ProductField = keyof typeof fieldNames;

/** As the services write it: times are texts, null is "none". */
export type FieldValue = string | number | null | Options;

export function sameField(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  if (one && other && typeof one === "object" && typeof other === "object") return sameOptions(one, other);
  return one === other;
}

export function showField(field: ProductField, value: FieldValue): string {
  if (typeof value === "object" && value !== null) return writeOptions(value) || "(none)";
  if (value === null || value === "") return field.startsWith("limit") ? "(no limit)" : "(empty)";
  if (field === "price") return showMoney(Number(value));
  if (field === "sale_starts_at" || field === "sale_ends_at") return showTimeOfDay(String(value));
  if (typeof value === "number") return showNumber(value);
  return value;
}
