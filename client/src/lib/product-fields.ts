import { showNumber } from "./locale";
import { showMoney } from "./money";

/** The editable fields of a product, as labels. */
export const fieldNames = {
  name: "Name",
  price: "Price",
  quantity: "Stock",
  description: "Description",
  image: "Image",
  sku: "SKU",
} as const;

export type ProductField = keyof typeof fieldNames;

export function showField(field: ProductField, value: string | number): string {
  if (field === "price") return showMoney(Number(value));
  if (field === "quantity") return showNumber(Number(value));
  return value === "" ? "(empty)" : String(value);
}
