import { useId } from "react";
import { readingsOf, type DecimalSign } from "@/lib/read-number";

type Props = {
  examples: readonly string[];
  sign: DecimalSign | undefined;
  error: boolean;
  onChange: (sign: DecimalSign) => void;
};

/** "1,500" is fifteen hundred to some and one and a half to others. It is asked once for the whole file. */
export function NumberQuestion({ examples, sign, error, onChange }: Props) {
  const id = useId();
  const [example = ""] = examples;
  const readings = readingsOf(example);
  return (
    <fieldset aria-describedby={error ? id : undefined} className="flex flex-col gap-2">
      <legend className="mb-2 text-sm font-medium">
        The file has numbers that can be read in two ways. What does “{example}” mean?
      </legend>
      {([".", ","] as const).map((one) => (
        <label key={one} className="flex min-h-11 items-center gap-3 text-sm">
          <input
            type="radio"
            name={id}
            checked={sign === one}
            onChange={() => onChange(one)}
            className="size-5 accent-accent"
          />
          <span>
            <span className="font-semibold tabular-nums">{readings[one]}</span>{" "}
            <span className="text-muted">
              ({one === "." ? "a point before the decimals: 12.50" : "a comma before the decimals: 12,50"})
            </span>
          </span>
        </label>
      ))}
      {error && (
        <p id={id} role="alert" className="text-sm font-medium text-bad">
          Choose what the number means.
        </p>
      )}
    </fieldset>
  );
}
