import type { Product } from "@/lib/api-client";
import { writeMoney } from "@/lib/money";
import { writeOptions } from "@/lib/options";
import {
  readDescription,
  readGroup,
  readImage,
  readLimit,
  readName,
  readOptions,
  readPrice,
  readSaleTime,
  readState,
  readStock,
  writeSaleTime,
} from "@/lib/product-input";
import type { FieldValue } from "@/lib/product-fields";
import { editable, type EditableField } from "./changes";

export type FormText = Record<EditableField, string>;
export type FormValues = Pick<Product, EditableField>;
export type FormRead = { values: FormValues } | { errors: Partial<FormText> };

const readers = {
  name: readName,
  price: readPrice,
  quantity: readStock,
  state: readState,
  sale_starts_at: readSaleTime,
  sale_ends_at: readSaleTime,
  limit_per_order: readLimit,
  limit_per_customer: readLimit,
  group: readGroup,
  options: readOptions,
  description: readDescription,
  image: readImage,
};

const empty: FormText = {
  name: "",
  price: "",
  quantity: "",
  state: "active",
  sale_starts_at: "",
  sale_ends_at: "",
  limit_per_order: "",
  limit_per_customer: "",
  group: "",
  options: "",
  description: "",
  image: "",
};

export function textOf(product: Product | undefined): FormText {
  if (!product) return empty;
  const { name, price, quantity, state, description, image } = product;
  return {
    name,
    price: writeMoney(price),
    quantity: String(quantity),
    state,
    sale_starts_at: writeSaleTime(product.sale_starts_at),
    sale_ends_at: writeSaleTime(product.sale_ends_at),
    limit_per_order: String(product.limit_per_order ?? ""),
    limit_per_customer: String(product.limit_per_customer ?? ""),
    group: product.group ?? "",
    options: writeOptions(product.options),
    description,
    image,
  };
}

export const saleFields = [
  "state",
  "sale_starts_at",
  "sale_ends_at",
  "limit_per_order",
  "limit_per_customer",
] as const;
export type SaleText = Pick<FormText, (typeof saleFields)[number]>;
type SaleValues = Pick<Product, (typeof saleFields)[number]>;

/** What new products have in common that are sold at the same time. */
export function readSale(text: SaleText): { values: SaleValues } | { errors: Partial<FormText> } {
  const errors: Partial<FormText> = {};
  const values: Partial<Record<EditableField, FieldValue>> = {};
  for (const field of saleFields) {
    const read = readers[field](text[field]);
    if (read.ok) values[field] = read.value;
    else errors[field] = read.why;
  }
  checkTimes(values, errors);
  return Object.keys(errors).length > 0 ? { errors } : { values: values as SaleValues };
}

function checkTimes(values: Partial<Record<EditableField, FieldValue>>, errors: Partial<FormText>): void {
  const { sale_starts_at: start, sale_ends_at: end } = values;
  if (typeof start === "string" && typeof end === "string" && Date.parse(end) <= Date.parse(start))
    errors.sale_ends_at = "The sale ends after it starts.";
}

/** `base`: the product that the form was filled with. What was left as it was written keeps its value, to the millisecond. */
export function readForm(text: FormText, base?: Product): FormRead {
  const errors: Partial<FormText> = {};
  const values: Partial<Record<EditableField, FieldValue>> = {};
  const filled = textOf(base);
  for (const field of editable) {
    const isKept = base && text[field] === filled[field];
    const read = isKept ? { ok: true as const, value: base[field] } : readers[field](text[field]);
    if (read.ok) values[field] = read.value;
    else errors[field] = read.why;
  }
  checkTimes(values, errors);
  return Object.keys(errors).length > 0 ? { errors } : { values: values as FormValues };
}
