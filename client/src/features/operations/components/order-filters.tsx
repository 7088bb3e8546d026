import { Field, SelectField, TextField } from "@/components/ui/field";
import type { OrderStatus } from "@/lib/api-client";
import { isFiltered, statuses, type OrderSearch } from "../model/order-search";
import { Button } from "@/components/ui/button";
import { statusName } from "./order-status";
import { ProductPicker } from "./product-picker";

type Props = { search: OrderSearch; onChange: (changes: OrderSearch) => void; onClear: () => void };

export function OrderFilters({ search, onChange: change, onClear }: Props) {
  return (
    <search className="grid grid-cols-2 gap-3 lg:grid-cols-[10rem_minmax(0,1fr)_10.5rem_10.5rem_auto] lg:items-end">
      <SelectField
        label="Status"
        className="max-lg:order-2"
        value={search.status ?? ""}
        onChange={({ target: { value } }) =>
          change({ status: (value || undefined) as OrderStatus | undefined })
        }
      >
        <option value="">Any status</option>
        {statuses.map((status) => (
          <option key={status} value={status}>
            {statusName(status)}
          </option>
        ))}
      </SelectField>
      <Field label={<span aria-hidden>Product</span>} className="max-lg:order-1 max-lg:col-span-2">
        {() => <ProductPicker chosen={search.product} onChoose={(product) => change({ product })} />}
      </Field>
      <div className="contents max-lg:order-4 max-lg:col-span-2 max-lg:grid max-lg:grid-cols-2 max-lg:gap-3">
        <TextField
          type="date"
          label="From"
          value={search.from ?? ""}
          max={search.to}
          onChange={({ target: { value } }) => change({ from: value || undefined })}
        />
        <TextField
          type="date"
          label="To"
          value={search.to ?? ""}
          min={search.from}
          onChange={({ target: { value } }) => change({ to: value || undefined })}
        />
      </div>
      <Button
        look="quiet"
        disabled={!isFiltered(search)}
        onClick={onClear}
        className="self-end max-lg:order-3 max-lg:justify-self-start"
      >
        Clear
      </Button>
    </search>
  );
}
