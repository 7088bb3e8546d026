import { SelectField } from "@/components/ui/field";
import { fieldNames, fields, type Column, type Field } from "../model/columns";

type Props = {
  columns: readonly Column[];
  mapping: readonly (Field | undefined)[];
  error: boolean;
  onChange: (mapping: (Field | undefined)[]) => void;
};

/** Which column holds what. A field is taken from one column only, so choosing it again moves it. */
export function ColumnMapping({ columns, mapping, error, onChange }: Props) {
  function choose(index: number, value: string) {
    const field = fields.find((one) => one === value);
    onChange(mapping.map((one, at) => (at === index ? field : one === field ? undefined : one)));
  }

  return (
    <section aria-labelledby="mapping" className="flex flex-col gap-3">
      <h3 id="mapping" className="text-base font-semibold">
        Columns
      </h3>
      {error && (
        <p role="alert" className="text-sm font-medium text-bad">
          Choose the column of the name, or of the SKU.
        </p>
      )}
      <ul className="flex flex-col divide-y divide-line rounded-md inset-ring inset-ring-line">
        {columns.map(({ heading, samples }, index) => (
          <li key={index} className="grid items-center gap-x-4 gap-y-2 px-4 py-3 sm:grid-cols-[1fr_16rem]">
            <div className="min-w-0">
              <p className="font-semibold wrap-anywhere">{heading || `Column ${index + 1}`}</p>
              <p dir="auto" className="line-clamp-1 text-sm text-muted wrap-anywhere">
                {samples.join(" · ") || "empty"}
              </p>
            </div>
            <SelectField
              label={`“${heading || `Column ${index + 1}`}” contains`}
              hideLabel
              value={mapping[index] ?? ""}
              onChange={(event) => choose(index, event.target.value)}
            >
              <option value="">Do not import</option>
              {fields.map((field) => (
                <option key={field} value={field}>
                  {fieldNames[field]}
                </option>
              ))}
            </SelectField>
          </li>
        ))}
      </ul>
    </section>
  );
}
