import { clsx } from "clsx";
import { useId } from "react";
import type { Product } from "@/lib/api-client";
import type { GroupOption, Options } from "@/lib/options";
import { stateOf } from "../model/choice";

type Props = {
  options: readonly GroupOption[];
  variants: readonly Product[];
  chosen: Options;
  onChoose: (chosen: Options) => void;
};

/** One group of radio buttons for each option. What is sold out is struck through, and can be chosen all the same. */
export function OptionPicker({ options, variants, chosen, onChoose }: Props) {
  const id = useId();
  return options.map(({ name, values }) => (
    <fieldset key={name} className="flex min-w-0 flex-col gap-2">
      <legend dir="auto" className="mb-2 text-sm font-medium first-letter:uppercase">
        {name}
      </legend>
      <div className="flex flex-wrap gap-2">
        {values.map((value) => (
          <Value
            key={value}
            name={`${id} ${name}`}
            value={value}
            state={stateOf(variants, chosen, name, value)}
            checked={chosen[name] === value}
            onChoose={() => onChoose({ ...chosen, [name]: value })}
          />
        ))}
      </div>
    </fieldset>
  ));
}

type ValueProps = {
  name: string;
  value: string;
  state: ReturnType<typeof stateOf>;
  checked: boolean;
  onChoose: () => void;
};

const words = { in_stock: "", sold_out: "sold out", none: "not available" };

function Value({ name, value, state, checked, onChoose }: ValueProps) {
  return (
    <label
      className={clsx(
        "relative inline-flex min-h-11 min-w-11 cursor-pointer items-center justify-center rounded-md px-4 text-sm font-medium inset-ring inset-ring-line-strong",
        "has-checked:bg-accent-soft has-checked:inset-ring-2 has-checked:inset-ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2",
        "forced-colors:border forced-colors:has-checked:border-4",
        state === "in_stock" ? "bg-raised" : "bg-sunken text-muted",
      )}
    >
      <input
        type="radio"
        name={name}
        value={value}
        checked={checked}
        onChange={onChoose}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
      <span dir="auto" className={clsx(state !== "in_stock" && "line-through decoration-2")}>
        {value}
      </span>
      {state !== "in_stock" && <span className="sr-only">{words[state]}</span>}
    </label>
  );
}
