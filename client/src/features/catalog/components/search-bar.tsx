import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { inputStyle, SelectField } from "@/components/ui/field";
import { sorts, type CatalogSearch, type Sort } from "../model/search";

type Props = { search: CatalogSearch; onSearch: (changes: CatalogSearch) => void };

const typingPause = 250;

/** The text is ours while somebody types; when the address changes otherwise (Back, "Show all"), it follows that. */
function useTypedQuery(q: string, send: (q: string) => void) {
  const [text, setText] = useState(q);
  const [seen, setSeen] = useState(q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  if (q !== seen) {
    setSeen(q);
    if (q !== text.trim()) setText(q);
  }

  function type(next: string, pause = typingPause) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(next.trim()), pause);
  }
  return { text, type };
}

export function SearchBar({ search, onSearch }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const { text, type } = useTypedQuery(search.q ?? "", (q) => onSearch({ ...search, q: q || undefined }));
  return (
    <search className="grid grid-cols-[1fr_auto] items-center gap-3 sm:flex">
      <div className="relative col-span-2 flex-1">
        <Search
          size={18}
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3.5 -translate-y-1/2 text-muted"
        />
        <input
          ref={input}
          type="text"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          maxLength={100}
          aria-label="Search products"
          placeholder="Search products"
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") type(text, 0);
            if (event.key === "Escape") type("", 0);
          }}
          className={`${inputStyle} rounded-full! px-10!`}
        />
        {text && (
          <button
            type="button"
            aria-label="Clear the search"
            onClick={() => {
              type("", 0);
              input.current?.focus();
            }}
            className="absolute top-1/2 right-1 grid size-9 -translate-y-1/2 place-items-center rounded-full text-muted hover:bg-sunken"
          >
            <X size={16} aria-hidden />
          </button>
        )}
      </div>
      <SelectField
        label="Sort by"
        hideLabel
        className="min-w-0 sm:w-52 [&_select]:rounded-full [&_select]:pl-4"
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
      <label className="flex h-11 items-center gap-2.5 rounded-md pr-1 text-sm font-medium whitespace-nowrap">
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
