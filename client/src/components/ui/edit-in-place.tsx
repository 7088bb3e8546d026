import { clsx } from "clsx";
import { Pencil } from "lucide-react";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import type { Read } from "@/lib/product-input";

type Props<T> = {
  /** The accessible name: "Price of Brass lamp". */
  label: string;
  value: T;
  show: (value: T) => string;
  /** The text of the field when editing begins. */
  write: (value: T) => string;
  read: (text: string) => Read<T>;
  onSave: (value: T) => void;
  onEditing?: (editing: boolean) => void;
  inputMode?: "decimal" | "numeric" | "text";
  className?: string;
};

/** A value that is edited where it is shown. Enter or leaving the field saves; Escape cancels. */
export function EditInPlace<T>({
  label,
  value,
  show,
  write,
  read,
  onSave,
  onEditing,
  inputMode,
  className,
}: Props<T>) {
  const [text, setText] = useState<string>();
  const [why, setWhy] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const errorId = useId();

  function begin() {
    flushSync(() => setText(write(value)));
    onEditing?.(true);
    input.current?.select();
  }

  function end(focus: boolean) {
    flushSync(() => {
      setText(undefined);
      setWhy(undefined);
    });
    onEditing?.(false);
    if (focus) button.current?.focus();
  }

  function save(focus: boolean) {
    if (text === undefined) return;
    const next = read(text);
    const untouched = text === write(value);
    if (!next.ok && !untouched) {
      setWhy(next.why);
      return;
    }
    end(focus);
    if (next.ok && !untouched && next.value !== value) onSave(next.value);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    // Otherwise the same key press reaches the button, which has the focus now, and opens it again.
    event.preventDefault();
    if (event.key === "Enter") save(true);
    else end(true);
  }

  if (text === undefined) {
    return (
      <button
        ref={button}
        type="button"
        aria-label={`${label}: ${show(value)}. Edit`}
        onClick={begin}
        className={clsx(
          "group -mx-2 inline-flex h-9 items-center gap-2 rounded-md px-2 tabular-nums hover:bg-accent-soft md:flex-row-reverse",
          className,
        )}
      >
        {show(value)}
        <Pencil
          size={14}
          aria-hidden
          className="text-muted opacity-60 md:opacity-0 md:group-hover:opacity-100 md:group-focus-visible:opacity-100"
        />
      </button>
    );
  }
  return (
    <span className="relative -mx-2 inline-block">
      <input
        ref={input}
        type="text"
        inputMode={inputMode}
        autoComplete="off"
        aria-label={label}
        aria-invalid={why ? true : undefined}
        aria-describedby={why ? errorId : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setWhy(undefined);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => save(false)}
        className="h-9 w-28 max-md:max-w-24 rounded-md bg-raised px-2 text-base tabular-nums inset-ring-2 inset-ring-accent aria-invalid:inset-ring-bad sm:text-sm md:text-end"
      />
      {why && (
        <span
          id={errorId}
          role="alert"
          className="absolute top-full end-0 z-20 mt-1 w-max max-w-56 rounded-md bg-bad-soft px-2 py-1 text-start text-xs font-medium text-bad shadow-float max-md:end-auto max-md:start-0"
        >
          {why}
        </span>
      )}
    </span>
  );
}
