import { clsx } from "clsx";
import { Button } from "@/components/ui/button";
import { Field, inputStyle } from "@/components/ui/field";
import { showNumber } from "@/lib/locale";
import { showMoney } from "@/lib/money";
import { nameOf } from "@/lib/order";
import type { RefundableLine, RefundDraft } from "../model/refund-draft";

type Props = {
  lines: readonly RefundableLine[];
  /** What "All units" chooses; undefined if it is not offered. */
  all: RefundDraft["units"] | undefined;
  draft: RefundDraft;
  errors: Record<string, string | undefined>;
  /** The element that says what is wrong with the units together. */
  faultId: string | undefined;
  currency: string;
  onChange: (changes: Partial<RefundDraft>) => void;
};

/** How many units of each line are refunded, and whether they go back into the stock. */
export function RefundUnits({ lines, all, draft, errors, faultId, currency, onChange }: Props) {
  return (
    <div className="flex flex-col gap-3">
      <ul aria-label="Units to refund" className="flex flex-col divide-y divide-line">
        {lines.map((one) => (
          <li
            key={one.line.product_id}
            className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3 first:pt-0"
          >
            <div className="min-w-0 flex-1 basis-32 text-sm">
              <p dir="auto" className="font-semibold wrap-anywhere">
                {nameOf(one.line)}
              </p>
              <p className="text-muted tabular-nums">
                {`${showMoney(one.unit, currency)} each, ${unitsText(one)}`}
              </p>
            </div>
            {/* An error has the width of the row, not of the field. */}
            <Field
              label={`Units of ${nameOf(one.line)}`}
              hideLabel
              className="contents! *:[[role=alert]]:basis-full"
              error={errors[`units.${one.line.product_id}`]}
            >
              {({ "aria-describedby": errorId, ...wiring }) => (
                <input
                  {...wiring}
                  aria-describedby={clsx(errorId, faultId) || undefined}
                  className={clsx(inputStyle, "w-20!")}
                  inputMode="numeric"
                  autoComplete="off"
                  placeholder="0"
                  disabled={one.unitsLeft === 0}
                  value={draft.units[one.line.product_id] ?? ""}
                  onChange={({ target: { value } }) =>
                    onChange({ units: { ...draft.units, [one.line.product_id]: value } })
                  }
                />
              )}
            </Field>
          </li>
        ))}
      </ul>
      {all && (
        <Button size="sm" className="self-end" onClick={() => onChange({ units: all })}>
          All units
        </Button>
      )}
      <label className="flex min-h-6 items-center gap-2 text-sm">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={draft.restock}
          onChange={({ target: { checked } }) => onChange({ restock: checked })}
        />
        Put these units back into the stock
      </label>
    </div>
  );
}

function unitsText({ line, unitsLeft }: RefundableLine): string {
  if (unitsLeft === 0) return "all refunded";
  if (unitsLeft === line.quantity) return `${showNumber(unitsLeft)} ordered`;
  return `${showNumber(unitsLeft)} of ${showNumber(line.quantity)} left`;
}
