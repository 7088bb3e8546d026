import type { Group } from "@/lib/api-client";
import type { components } from "@/lib/api-types/inventory";
import {
  combinations,
  groupIdOf,
  sameOptions,
  variantName,
  type GroupOption,
  type Options,
} from "@/lib/options";
import { readDescription, readName, readPrice, readStock, type Read } from "@/lib/product-input";
import { readSale, type SaleText } from "./product-form";

export type BatchItem = components["schemas"]["Batch"]["items"][number];
export type NewGroup = components["schemas"]["NewGroup"];

export type OptionText = { key: number; name: string; values: string };
export type GroupText = {
  name: string;
  description: string;
  price: string;
  options: readonly OptionText[];
  /** By the name of the variant; a variant without stock is not made. */
  stock: Readonly<Record<string, string>>;
  sale: SaleText;
};
/** By the field: name, description, price, options, stock, and those of a sale. */
export type GroupErrors = Record<string, string>;
export type WantedGroup = { id: string; group: NewGroup; items: BatchItem[] };

export const mostOptions = 3;
export const mostVariants = 100;

export const emptySale: SaleText = {
  state: "active",
  sale_starts_at: "",
  sale_ends_at: "",
  limit_per_order: "",
  limit_per_customer: "",
};

export function textOfGroup(group: Group | undefined): GroupText {
  const options = group?.options ?? [{ name: "size", values: [] }];
  return {
    name: group?.name ?? "",
    description: group?.description ?? "",
    price: "",
    options: options.map(({ name, values }, key) => ({ key, name, values: values.join(", ") })),
    stock: {},
    sale: emptySale,
  };
}

/** The options as far as they are written: "S, M, L" are three values. */
export function optionsOf(rows: readonly OptionText[]): GroupOption[] {
  return rows
    .map(({ name, values }) => ({ name: name.trim(), values: valuesOf(values) }))
    .filter(({ name, values }) => name !== "" && values.length > 0);
}

function valuesOf(text: string): string[] {
  const values = text.split(",").map((value) => value.trim());
  return [...new Set(values.filter(Boolean))];
}

/** The variants that can be made: every combination that the group does not have. */
export function missingVariants(options: readonly GroupOption[], group: Group | undefined): Options[] {
  if (options.length === 0) return [];
  const there = group?.variants.map((variant) => variant.options) ?? [];
  return combinations(options).filter((one) => !there.some((other) => sameOptions(one, other)));
}

/** How many variants the options make; counted without making them, since ten values of each make a thousand. */
export function countVariants(options: readonly GroupOption[]): number {
  return options.reduce((count, { values }) => count * values.length, options.length > 0 ? 1 : 0);
}

export function readGroupForm(
  text: GroupText,
  group: Group | undefined,
): { wanted: WantedGroup } | { errors: GroupErrors } {
  const errors: GroupErrors = {};
  function take<T>(field: string, read: Read<T>): T | undefined {
    if (read.ok) return read.value;
    errors[field] = read.why;
    return undefined;
  }
  const name = take("name", readName(text.name)) ?? "";
  const description = take("description", readDescription(text.description)) ?? "";
  const options = optionsOf(text.options);
  const wrong = wrongOptions(text.options, options);
  if (wrong) errors.options = wrong;
  const sale = readSale(text.sale);
  if ("errors" in sale) Object.assign(errors, sale.errors);
  const missing = wrong ? [] : missingVariants(options, group);
  const stocked = missing.filter((one) => (text.stock[variantName("", one)] ?? "").trim() !== "");
  if (!group && !wrong && stocked.length === 0) errors.stock = "Write the stock of at least one variant.";
  const price = !group || stocked.length > 0 ? take("price", readPrice(text.price)) : 0;
  const id = group?.id ?? groupIdOf(name);
  const items = stocked.map((one) => ({
    name: variantName(name, one),
    price: price ?? 0,
    quantity: take("stock", readStock(text.stock[variantName("", one)] ?? "")) ?? 0,
    group: id,
    options: one,
    seen: { version: 0, quantity: 0 },
    ...("values" in sale && sale.values),
  }));
  const known = group?.variants.length ?? 0;
  if (known + items.length > mostVariants) errors.stock = `A group has at most ${mostVariants} variants.`;
  if (Object.keys(errors).length > 0) return { errors };
  return { wanted: { id, group: { name, description, options }, items } };
}

const longestOption = 30;
const longestValue = 60;

function wrongOptions(rows: readonly OptionText[], options: readonly GroupOption[]): string | undefined {
  const half = rows.find(({ name, values }) => (name.trim() === "") !== (valuesOf(values).length === 0));
  if (half) return "Each option needs a name and at least one value.";
  if (options.length === 0) return "Write an option, such as size, and its values.";
  if (new Set(options.map(({ name }) => name)).size < options.length)
    return "Two options have the same name.";
  if (options.some(({ name }) => name.length > longestOption))
    return "The name of an option has at most 30 characters.";
  if (options.some(({ values }) => values.some((value) => value.length > longestValue)))
    return "A value has at most 60 characters.";
  if (countVariants(options) > mostVariants * 10)
    return "These are too many combinations: a group has at most 100 variants.";
  return undefined;
}
