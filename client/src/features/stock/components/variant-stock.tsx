import { TextField } from "@/components/ui/field";
import { variantName, type Options } from "@/lib/options";

type Stock = Readonly<Record<string, string>>;
type Props = {
  variants: readonly Options[];
  stock: Stock;
  error: string | undefined;
  onChange: (stock: Stock) => void;
};

/** A field for the stock of each variant that can be made. */
export function VariantStock({ variants, stock, error, onChange }: Props) {
  return (
    <fieldset className="min-w-0">
      <legend className="text-sm font-medium">Stock of each variant</legend>
      <p className="mb-3 text-sm text-muted">A variant without a number is not made.</p>
      {error && (
        <p role="alert" className="mb-3 text-sm font-medium text-bad">
          {error}
        </p>
      )}
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(9rem,100%),1fr))] gap-3">
        {variants.map((options) => {
          const key = variantName("", options);
          const values = Object.values(options).join(" / ");
          return (
            <TextField
              key={key}
              label={values}
              inputMode="numeric"
              autoComplete="off"
              value={stock[key] ?? ""}
              onChange={({ target }) => onChange({ ...stock, [key]: target.value })}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
