import { clsx } from "clsx";
import { Minus, Plus } from "lucide-react";

type Props = {
  /** Names the field: "Quantity of Brass lamp". */
  label: string;
  value: number;
  max: number;
  onChange: (value: number) => void;
  disabled?: boolean;
  invalid?: boolean;
  describedBy?: string;
};

const step =
  "grid h-11 w-11 shrink-0 place-items-center rounded-full hover:bg-sunken disabled:text-muted disabled:opacity-50";

/** A whole number from 1 to max; what is typed beyond is taken as the nearest that is allowed. */
export function QuantityStepper({ label, value, max, onChange, disabled, invalid, describedBy }: Props) {
  const set = (next: number) => onChange(Math.max(1, Math.min(max, Math.trunc(next) || 1)));
  return (
    <div
      role="group"
      aria-label={label}
      className={clsx(
        "inline-flex items-center rounded-full bg-raised inset-ring",
        invalid ? "inset-ring-2 inset-ring-bad" : "inset-ring-line-strong",
      )}
    >
      <button
        type="button"
        className={step}
        aria-label="One less"
        disabled={disabled || value <= 1}
        onClick={() => set(value - 1)}
      >
        <Minus size={16} aria-hidden />
      </button>
      <input
        type="text"
        inputMode="numeric"
        aria-label={label}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        disabled={disabled}
        value={value}
        onChange={(event) => set(Number(event.target.value.replace(/\D/g, "")))}
        onFocus={(event) => event.target.select()}
        className="h-9 w-10 rounded-sm bg-transparent text-center text-base font-semibold tabular-nums disabled:text-muted sm:text-sm"
      />
      <button
        type="button"
        className={step}
        aria-label="One more"
        disabled={disabled || value >= max}
        onClick={() => set(value + 1)}
      >
        <Plus size={16} aria-hidden />
      </button>
    </div>
  );
}
