import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { inputStyle } from "./field";

type Props = { label: string; value: string; onSearch: (value: string) => void; className?: string };

const typingPause = 250;

/** Searches during typing. Follows the address when the address changes. Escape clears the field. */
export function SearchField({ label, value, onSearch, className }: Props) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // A filter chosen during the pause must not be lost, so call the latest handler.
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  }, [onSearch]);

  if (value !== seen) {
    setSeen(value);
    if (value !== text.trim()) setText(value);
  }

  function type(next: string, pause = typingPause) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current(next.trim()), pause);
  }

  return (
    <div className={`relative ${className ?? ""}`}>
      <Search
        size={18}
        aria-hidden
        className="pointer-events-none absolute top-1/2 start-3.5 -translate-y-1/2 text-muted"
      />
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        maxLength={100}
        aria-label={label}
        placeholder={label}
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
          aria-label="Clear search"
          onClick={() => {
            type("", 0);
            input.current?.focus();
          }}
          className="absolute top-1/2 end-1 grid size-9 -translate-y-1/2 place-items-center rounded-full text-muted hover:bg-sunken"
        >
          <X size={16} aria-hidden />
        </button>
      )}
    </div>
  );
}
