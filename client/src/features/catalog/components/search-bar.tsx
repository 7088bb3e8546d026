import { SelectField } from "@/components/ui/field";
import { SearchField } from "@/components/ui/search-field";
import { sorts, type CatalogSearch, type Sort } from "../model/search";

type Props = { search: CatalogSearch; onSearch: (changes: CatalogSearch) => void };

export function SearchBar({ search, onSearch }: Props) {
  return (
    <search className="grid grid-cols-[1fr_auto] items-center gap-3 sm:flex">
      <SearchField
        label="Search products"
        className="col-span-2 flex-1"
        value={search.q ?? ""}
        onSearch={(q) => onSearch({ ...search, q: q || undefined })}
      />
      <SelectField
        label="Sort by"
        hideLabel
        className="min-w-0 sm:w-52 [&_select]:rounded-full [&_select]:ps-4"
        value={search.sort ?? (search.q ? "" : "newest")}
        onChange={(event) =>
          onSearch({ ...search, sort: (event.target.value || undefined) as Sort | undefined })
        }
      >
        {search.q && <option value="">Best match</option>}
        {Object.entries(sorts).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <label className="flex h-11 items-center gap-2.5 rounded-md pe-1 text-sm font-medium whitespace-nowrap">
        <input
          type="checkbox"
          className="size-5 accent-accent"
          checked={search.in_stock ?? false}
          onChange={(event) => onSearch({ ...search, in_stock: event.target.checked || undefined })}
        />
        In stock
      </label>
    </search>
  );
}
