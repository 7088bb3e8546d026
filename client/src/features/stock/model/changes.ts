import type { Product } from "@/lib/api-client";
import { showField } from "@/lib/product-fields";

export const editable = ["name", "price", "quantity", "description", "image"] as const;
export type EditableField = (typeof editable)[number];
export type Changes = Partial<Pick<Product, EditableField>>;

/** Of what was entered, only what differs: a sale meanwhile is not undone by an edit of the name. */
export function changesOf(base: Product, entered: Changes): Changes {
  return Object.fromEntries(
    editable
      .filter((field) => entered[field] !== undefined && entered[field] !== base[field])
      .map((field) => [field, entered[field]]),
  );
}

type Difference = { field: EditableField; before: string; now: string; mine: string | undefined };

/** What became different between two versions of a product, beside what we wanted to write. */
export function differences(base: Product, current: Product, mine: Changes): Difference[] {
  return editable
    .filter((field) => base[field] !== current[field])
    .map((field) => ({
      field,
      before: showField(field, base[field]),
      now: showField(field, current[field]),
      mine: mine[field] === undefined ? undefined : showField(field, mine[field]),
    }));
}

/**
 * Every sale raises the version, too. Units sold while somebody edits a price are no conflict; an edit by somebody
 * else is one, and so is a sale while the stock is counted.
 */
export function isConflict(base: Product, current: Product, mine: Changes): boolean {
  return editable.some(
    (field) => base[field] !== current[field] && (field !== "quantity" || mine.quantity !== undefined),
  );
}
