import { Field, SelectField, TextField } from "@/components/ui/field";
import { SearchField } from "@/components/ui/search-field";
import type { OrderStatus } from "@/lib/api-client";
import { isFiltered, statuses, type OrderSearch } from "../model/order-search";
import { Button } from "@/components/ui/button";
import { filterName } from "./order-status";
import { ProductPicker } from "./product-picker";

type Props = { search: OrderSearch; onChange: (changes: OrderSearch) => void; onClear: () => void };

export function OrderFilters({ search, onChange: change, onClear }: Props) {
  return (
    <search className="grid grid-cols-2 gap-3 lg:grid-cols-[10rem_minmax(0,1fr)_10.5rem_10.5rem_auto] lg:items-end">
      <SearchField
        label="Search by number, e-mail or name"
        value={search.q ?? ""}
        onSearch={(q) => change({ q: q || undefined })}
        className="col-span-full max-w-xl"
      />
      <SelectField
        label="Status"
        value={search.status ?? ""}
        onChange={({ target: { value } }) =>
          change({ status: (value || undefined) as OrderStatus | undefined })
        }
      >
        <option value="">Any status</option>
        {statuses.map((status) => (
          <option key={status} value={status}>
            {filterName(status)}
          </option>
        ))}
      </SelectField>
      <Field label={<span aria-hidden>Product</span>} className="min-w-0">
        {() => <ProductPicker chosen={search.product} onChoose={(product) => change({ product })} />}
      </Field>
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
      {isFiltered(search) && (
        <Button look="quiet" onClick={onClear} className="max-lg:col-span-2">
          Clear filters
        </Button>
      )}
    </search>
  );
}
