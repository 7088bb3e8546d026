import type { Product } from "@/lib/api-client";
import type { GroupOption, Options } from "@/lib/options";

/** What the variants with a value are, beside the values that are chosen of the other options. */
export type ValueState = "in_stock" | "sold_out" | "none";

type Variant = Pick<Product, "id" | "options" | "available">;

export function stateOf(
  variants: readonly Variant[],
  chosen: Options,
  name: string,
  value: string,
): ValueState {
  const wanted = { ...chosen, [name]: value };
  const fitting = variants.filter(({ options }) =>
    Object.entries(wanted).every(([option, one]) => options[option] === one),
  );
  if (fitting.length === 0) return "none";
  return fitting.some(({ available }) => available > 0) ? "in_stock" : "sold_out";
}

/** Undefined: not every option is chosen, or there is no such variant. */
export function chosenVariant<T extends Variant>(
  variants: readonly T[],
  options: readonly GroupOption[],
  chosen: Options,
): T | undefined {
  if (missingOption(options, chosen) !== undefined) return undefined;
  return variants.find((variant) => options.every(({ name }) => variant.options[name] === chosen[name]));
}

/** The first option without a choice. */
export function missingOption(options: readonly GroupOption[], chosen: Options): string | undefined {
  return options.find(({ name }) => chosen[name] === undefined)?.name;
}

/** What an address chooses; what has only one value is chosen by itself. */
export function firstChoice(
  variants: readonly Variant[],
  options: readonly GroupOption[],
  id: string | undefined,
): Options {
  const named = variants.find((variant) => variant.id === id);
  if (named) return named.options;
  const single = options.flatMap(({ name, values }) =>
    values.length === 1 && values[0] !== undefined ? [[name, values[0]]] : [],
  );
  return Object.fromEntries(single) as Options;
}

/** Why nobody can order any of the variants; undefined: one can be ordered, or will be. */
export function closedGroup(variants: readonly Pick<Product, "state" | "available">[]): string | undefined {
  if (variants.every(({ state }) => state === "frozen")) return "Sale paused";
  if (variants.every(({ state, available }) => state === "frozen" || available <= 0)) return "Sold out";
  return undefined;
}

const terms = ["sale_starts_at", "sale_ends_at", "limit_per_order", "limit_per_customer"] as const;

/** One of the variants, if all of them are sold at the same times with the same limits. */
export function sharedTerms(variants: readonly Product[]): Product | undefined {
  const [first] = variants;
  return first && variants.every((one) => terms.every((term) => one[term] === first[term]))
    ? first
    : undefined;
}

/** What is left of all variants, as of one product. It is paused only if each of them is, and over if all end at one time. */
export function allOf(variants: readonly Product[]): Product | undefined {
  const open = variants.filter(({ state }) => state !== "frozen");
  const [first] = open.length > 0 ? open : variants;
  if (!first) return undefined;
  const available = open.reduce((sum, one) => sum + Math.max(0, one.available), 0);
  const sale_ends_at = sharedTerms(variants) ? first.sale_ends_at : null;
  return { ...first, available, sale_ends_at };
}
