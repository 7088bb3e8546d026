import { useCurrency } from "@/lib/money";
import type { DecimalSign } from "@/lib/read-number";
import { isUnknown, isUsable, numbersOf, type Field } from "./columns";
import type { Choices, Inspection } from "./read-file";

/** How a file is read, as far as it is known: what was found, or what the owner said of such a file before. */
export type Settings = Omit<Choices, "sign" | "currency"> & { sign: DecimalSign | undefined };

export function choicesOf({ sign, ...rest }: Settings): Choices {
  const { currency } = useCurrency.getState();
  return { ...rest, ...(sign && { sign }), ...(currency && { currency }) };
}

export function settingsFor(inspection: Inspection, remembered?: (Field | undefined)[]): Settings {
  const { encoding, delimiter, columns, format } = inspection;
  const mapping = remembered ?? columns.map(({ field }) => field);
  const sign = format === "plain" ? numbersOf(mapped(inspection, mapping)).sign : ".";
  return { encoding, delimiter, mapping, sign };
}

/** The columns with the fields that the owner gave them. */
export function mapped({ columns }: Inspection, mapping: readonly (Field | undefined)[]) {
  return columns.map(({ heading, samples, numbers }, index) => {
    const field = mapping[index];
    return { heading, samples, numbers, ...(field && { field }) };
  });
}

/** Questions to the owner. A file without questions is compared at once. */
export type Questions = { encoding: boolean; columns: boolean; numbers: string[] };

export function questionsOf(inspection: Inspection, { mapping }: Settings, isRemembered: boolean): Questions {
  const plain = inspection.format === "plain";
  const columns = mapped(inspection, mapping);
  return {
    encoding: !inspection.certain,
    columns:
      plain && !isRemembered && (!isUsable(mapping) || (columns.some(isUnknown) && !isComplete(mapping))),
    numbers: plain ? numbersOf(columns).ambiguous : [],
  };
}

const isComplete = (mapping: readonly (Field | undefined)[]) =>
  (["name", "price", "quantity"] as const).every((field) => mapping.includes(field));

export const isAsked = ({ encoding, columns, numbers }: Questions) =>
  encoding || columns || numbers.length > 0;
