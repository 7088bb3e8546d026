import { clsx } from "clsx";
import { useState } from "react";
import { TextField } from "@/components/ui/field";
import { faultOfDays, presetNames, presetOf, type Days } from "../model/days";
import { presets, type MoneySearch } from "../model/money-search";

type Props = { search: MoneySearch; days: Days; onChange: (search: MoneySearch) => void };

export function RangePicker({ search, days, onChange }: Props) {
  const chosen = presetOf(search);
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
      <div role="group" aria-label="Days" className="flex flex-wrap gap-2">
        {presets.map((preset) => (
          <button
            key={preset}
            type="button"
            aria-pressed={preset === chosen}
            onClick={() => onChange({ range: preset })}
            className={clsx(
              "inline-flex min-h-9 items-center rounded-full px-3.5 text-sm font-medium inset-ring",
              preset === chosen ? "bg-ink text-surface inset-ring-ink" : "inset-ring-line hover:bg-sunken",
            )}
          >
            {presetNames[preset]}
          </button>
        ))}
      </div>
      <CustomDays key={`${days.from} ${days.to}`} days={days} onChange={onChange} />
    </div>
  );
}

/** Days that are typed are kept as typed until they are a range. */
function CustomDays({ days, onChange }: Pick<Props, "days" | "onChange">) {
  const [typed, setTyped] = useState(days);
  const fault = faultOfDays(typed);

  function change(changes: Partial<Days>) {
    const next = { ...typed, ...changes };
    setTyped(next);
    if (!faultOfDays(next)) onChange(next);
  }

  return (
    <div className="flex flex-wrap items-start gap-3">
      <TextField
        type="date"
        label="From"
        value={typed.from}
        error={fault}
        onChange={({ target: { value } }) => change({ from: value })}
      />
      <TextField
        type="date"
        label="To"
        value={typed.to}
        onChange={({ target: { value } }) => change({ to: value })}
      />
    </div>
  );
}
