import type { ComponentProps } from "react";
import { SelectField, TextField } from "@/components/ui/field";
import type { FormText, SaleText } from "../model/product-form";

type Bound = { name: string; value: string; onChange: (event: { target: { value: string } }) => void };
type Props = { bind: (field: keyof SaleText) => Bound; errors: Partial<FormText> };

/** Who sees the product, when it can be ordered, and how much of it. */
export function SaleFields({ bind, errors }: Props) {
  return (
    <>
      <SelectField
        label="State"
        hint="A draft is visible here only. A frozen product is visible and cannot be ordered."
        error={errors.state}
        {...bind("state")}
      >
        <option value="active">Active</option>
        <option value="draft">Draft</option>
        <option value="frozen">Frozen</option>
      </SelectField>
      <div className="@container">
        <div className="grid items-start gap-4 @md:grid-cols-2">
          <Time
            label="Start of the sale"
            hint={`Your time (${zone()}). Empty: at once.`}
            error={errors.sale_starts_at}
            {...bind("sale_starts_at")}
          />
          <Time
            label="End of the sale"
            hint="Empty: no end."
            error={errors.sale_ends_at}
            {...bind("sale_ends_at")}
          />
        </div>
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Limit
          label="Limit per order"
          hint="Units. Empty: no limit."
          error={errors.limit_per_order}
          {...bind("limit_per_order")}
        />
        <Limit
          label="Limit per customer"
          hint="Units over all orders from now on, of variants all together. Customers must sign in."
          error={errors.limit_per_customer}
          {...bind("limit_per_customer")}
        />
      </div>
    </>
  );
}

/** "Europe/Berlin" */
function zone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

type FieldProps = Omit<ComponentProps<typeof TextField>, "type" | "inputMode">;

function Time(props: FieldProps) {
  return <TextField type="datetime-local" step={1} {...props} />;
}

function Limit(props: FieldProps) {
  return <TextField inputMode="numeric" autoComplete="off" {...props} />;
}
