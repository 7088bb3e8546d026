import type { Product } from "@/lib/api-client";
import { writeMoney } from "@/lib/money";
import {
  readDescription,
  readImage,
  readLimit,
  readName,
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
    description,
    image,
  };
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
  const { sale_starts_at: start, sale_ends_at: end } = values;
  if (start && end && Date.parse(String(end)) <= Date.parse(String(start)))
    errors.sale_ends_at = "The sale ends after it starts.";
  return Object.keys(errors).length > 0 ? { errors } : { values: values as FormValues };
}
