import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { X } from "lucide-react";
import { useEffect, useId, useState, type KeyboardEvent } from "react";
import { inputStyle } from "@/components/ui/field";
import { isNotFound } from "@/lib/problem";
import { productNameQuery, productChoicesQuery } from "../api/find-products";

type Props = { chosen: string | undefined; onChoose: (id: string | undefined) => void };

/** Chooses a product by name. The value is its id, which stays valid when the product is renamed or deleted. */
export function ProductPicker({ chosen, onChoose }: Props) {
  return chosen ? (
    <Chosen id={chosen} onClear={() => onChoose(undefined)} />
  ) : (
    <Combobox onChoose={onChoose} />
  );
}

function Chosen({ id, onClear }: { id: string; onClear: () => void }) {
  const { data, error } = useQuery(productNameQuery(id));
  const name =
    data?.name ?? (isNotFound(error) ? `Deleted product ${id.slice(-6)}` : `Product ${id.slice(-6)}`);
  return (
    <div className="flex h-11 items-center gap-1 rounded-md bg-accent-soft pe-1 ps-3 text-sm font-medium text-accent">
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <button
        type="button"
        aria-label="Orders of all products"
        onClick={onClear}
        className="grid size-9 shrink-0 place-items-center rounded-full hover:bg-raised"
      >
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}

function useSettled(text: string, pause = 200): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text, pause]);
  return settled;
}

function Combobox({ onChoose }: { onChoose: (id: string) => void }) {
  const id = useId();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const wanted = text.trim();
  const asked = useSettled(wanted);
  const { data, isError, isPlaceholderData } = useQuery({
    ...productChoicesQuery(asked),
    enabled: open,
    placeholderData: keepPreviousData,
  });
  const products = data ?? [];
  // Enter must not choose from the results of an earlier text.
  const isCurrent = open && asked === wanted && !isPlaceholderData;
  const activeProduct = isCurrent ? products[Math.min(active, products.length - 1)] : undefined;

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((now) => (products.length === 0 ? 0 : (now + step + products.length) % products.length));
    } else if (event.key === "Enter" && activeProduct) {
      event.preventDefault();
      onChoose(activeProduct.id);
    } else if (event.key === "Escape") {
      setOpen(false);
    }
  }

  return (
    <div className="relative">
      <input
        role="combobox"
        aria-label="Product"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={activeProduct && `${id}-${activeProduct.id}`}
        autoComplete="off"
        placeholder="Any product"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        className={inputStyle}
      />
      <ul
        role="listbox"
        id={`${id}-list`}
        aria-label="Products"
        hidden={!open}
        className="absolute inset-x-0 top-full z-20 mt-1 max-h-80 overflow-y-auto rounded-md bg-raised p-1 text-sm shadow-float inset-ring inset-ring-line"
      >
        {products.map((product, index) => (
          // The input handles the keys.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={product.id}
            id={`${id}-${product.id}`}
            role="option"
            aria-selected={product === activeProduct}
            // The input would lose the focus, and the list would close before the click.
            onMouseDown={(event) => event.preventDefault()}
            onMouseEnter={() => setActive(index)}
            onClick={() => onChoose(product.id)}
            className={clsx(
              "cursor-pointer truncate rounded-sm px-3 py-2",
              product === activeProduct && "bg-accent-soft text-accent",
            )}
          >
            <bdi>{product.name}</bdi>
            {product.deleted && <span className="text-muted"> (deleted)</span>}
          </li>
        ))}
        {products.length === 0 && (
          <li role="option" aria-selected={false} aria-disabled className="px-3 py-2 text-muted">
            {isError ? "Products cannot be searched right now." : data ? "No product matches." : "Searching…"}
          </li>
        )}
      </ul>
    </div>
  );
}
