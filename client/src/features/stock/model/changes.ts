import type { Product } from "@/lib/api-client";
import { sameField, showField } from "@/lib/product-fields";

export const editable = [
  "name",
  "price",
  "quantity",
  "state",
  "sale_starts_at",
  "sale_ends_at",
  "limit_per_order",
  "limit_per_customer",
  "group",
  "options",
  "description",
  "image",
] as const;
export type EditableField = (typeof editable)[number];
export type Changes = Partial<Pick<Product, EditableField>>;

/** Only the changed fields, so that editing the name does not undo a sale. */
export function changesOf(base: Product, entered: Changes): Changes {
  return Object.fromEntries(
    editable
      .filter((field) => entered[field] !== undefined && !sameField(entered[field], base[field]))
      .map((field) => [field, entered[field]]),
  );
}

type Difference = { field: EditableField; before: string; now: string; mine: string | undefined };

/** The fields that differ between two versions, except those being written. */
export function differences(base: Product, current: Product, mine: Changes): Difference[] {
  return editable
    .filter((field) => !sameField(base[field], current[field]))
    .map((field) => ({
      field,
      before: showField(field, base[field]),
      now: showField(field, current[field]),
      mine: shown(field, mine[field]),
    }));
}

function shown(field: EditableField, value: Changes[EditableField]): string | undefined {
  return value === undefined ? undefined : showField(field, value);
}

/**
 * A sale raises the version, too. A sale during an edit of the price is not a conflict. An edit by someone else is one,
 * and so is a sale during an edit of the stock.
 */
export function isConflict(base: Product, current: Product, mine: Changes): boolean {
  return editable.some(
    (field) =>
      !sameField(base[field], current[field]) && (field !== "quantity" || mine.quantity !== undefined),
  );
}
