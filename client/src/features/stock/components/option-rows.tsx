import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { mostOptions, type OptionText } from "../model/group-form";

type Props = {
  rows: readonly OptionText[];
  error: string | undefined;
  onChange: (rows: readonly OptionText[]) => void;
};

/** The options of a group, each with its values in the order in which the shop shows them. */
export function OptionRows({ rows, error, onChange }: Props) {
  const change = (row: OptionText, changes: Partial<OptionText>) =>
    onChange(rows.map((one) => (one === row ? { ...one, ...changes } : one)));
  const next = Math.max(-1, ...rows.map(({ key }) => key)) + 1;
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-2 text-sm font-medium">Options</legend>
      {rows.map((row, place) => (
        <div key={row.key} className="flex flex-wrap items-start gap-3">
          <TextField
            label={place === 0 ? "Option, such as size" : `Option ${place + 1}`}
            className="min-w-0 flex-1 basis-32"
            placeholder="size"
            dir="auto"
            autoComplete="off"
            value={row.name}
            onChange={({ target }) => change(row, { name: target.value })}
          />
          <TextField
            label={place === 0 ? "Its values" : `Values of option ${place + 1}`}
            className="min-w-0 flex-3 basis-56"
            placeholder="S, M, L"
            hint="With commas between them, in the order of the shop."
            dir="auto"
            autoComplete="off"
            error={place === 0 ? error : undefined}
            value={row.values}
            onChange={({ target }) => change(row, { values: target.value })}
          />
          {rows.length > 1 && (
            <Button
              look="quiet"
              size="icon"
              className="mt-6.5"
              aria-label={`Remove option ${place + 1}`}
              onClick={() => onChange(rows.filter((one) => one !== row))}
            >
              <X size={18} aria-hidden />
            </Button>
          )}
        </div>
      ))}
      {rows.length < mostOptions && (
        <Button
          size="sm"
          className="self-start"
          onClick={() => onChange([...rows, { key: next, name: "", values: "" }])}
        >
          <Plus size={16} aria-hidden /> Another option
        </Button>
      )}
    </fieldset>
  );
}
