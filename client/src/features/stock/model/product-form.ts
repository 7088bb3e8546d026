import type { Product } from "@/lib/api-client";
import { writeMoney } from "@/lib/money";
import { readDescription, readImage, readName, readPrice, readStock } from "@/lib/product-input";
import { editable, type EditableField } from "./changes";

export type FormText = Record<EditableField, string>;
export type FormValues = Pick<Product, EditableField>;
export type FormRead = { values: FormValues } | { errors: Partial<FormText> };

const readers = {
  name: readName,
  price: readPrice,
  quantity: readStock,
  description: readDescription,
  image: readImage,
};

export function textOf(product: Product | undefined): FormText {
  if (!product) return { name: "", price: "", quantity: "", description: "", image: "" };
  const { name, price, quantity, description, image } = product;
  return { name, price: writeMoney(price), quantity: String(quantity), description, image };
}

export function readForm(text: FormText): FormRead {
  const errors: Partial<FormText> = {};
  const values: Partial<Record<EditableField, string | number>> = {};
  for (const field of editable) {
    const read = readers[field](text[field]);
    if (read.ok) values[field] = read.value;
    else errors[field] = read.why;
  }
  return Object.keys(errors).length > 0 ? { errors } : { values: values as FormValues };
}
