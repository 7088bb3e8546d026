import { clsx } from "clsx";
import { Minus, Plus } from "lucide-react";
import { useId, useState } from "react";
import { readQuantity } from "@/lib/read-quantity";

type Props = {
  /** Names the field: "Quantity of Brass lamp". */
  label: string;
  /** The text of the field; readQuantity parses it. */
  text: string;
  onText: (text: string) => void;
  max: number;
  /** Why this quantity is not available. */
  error?: string;
  disabled?: boolean;
};

const step =
  "grid h-11 w-11 shrink-0 place-items-center rounded-full hover:bg-sunken disabled:text-muted disabled:opacity-50";

/** Keeps the text as typed. It never corrects the text silently. */
export function QuantityStepper({ label, text, onText, max, error, disabled }: Props) {
  const errorId = useId();
  const [focused, setFocused] = useState(false);
  // A cleared field is about to be typed into, so show no error yet.
  const shownError = focused && text.trim() === "" ? undefined : error;
  const read = readQuantity(text, Infinity, "");
  const value = read.ok ? read.value : 0;
  return (
    <div className="flex flex-col gap-1.5">
      <div
        role="group"
        aria-label={label}
        className={clsx(
          "inline-flex items-center self-start rounded-full bg-raised inset-ring",
          shownError ? "inset-ring-2 inset-ring-bad" : "inset-ring-line-strong",
        )}
      >
        <button
          type="button"
          className={step}
          aria-label="One less"
          disabled={disabled || value <= 1}
          onClick={() => onText(String(Math.min(value - 1, max)))}
        >
          <Minus size={16} aria-hidden />
        </button>
        <input
          type="text"
          inputMode="numeric"
          autoComplete="off"
          aria-label={label}
          aria-invalid={shownError ? true : undefined}
          aria-describedby={shownError ? errorId : undefined}
          disabled={disabled}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onFocus={(event) => {
            setFocused(true);
            event.target.select();
          }}
          onBlur={() => setFocused(false)}
          className="h-9 w-12 rounded-sm bg-transparent text-center text-base font-semibold tabular-nums disabled:text-muted sm:text-sm"
        />
        <button
          type="button"
          className={step}
          aria-label="One more"
          disabled={disabled || value >= max}
          onClick={() => onText(String(value + 1))}
        >
          <Plus size={16} aria-hidden />
        </button>
      </div>
      {shownError && (
        <p id={errorId} role="alert" className="text-sm font-medium text-bad">
          {shownError}
        </p>
      )}
    </div>
  );
}
