import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { useId, type ComponentProps, type ReactNode } from "react";

/** The look of every text field and select. */
export const inputStyle =
  "h-11 w-full rounded-md bg-raised px-3 text-base text-ink inset-ring inset-ring-line-strong placeholder:text-muted aria-invalid:inset-ring-2 aria-invalid:inset-ring-bad disabled:bg-sunken disabled:text-muted sm:text-sm";

type Wiring = { id: string; "aria-invalid": true | undefined; "aria-describedby": string | undefined };

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  /** The label is there for screen readers only. */
  hideLabel?: boolean;
  className?: string;
  children: (wiring: Wiring) => ReactNode;
};

/** A control with its label, hint and error, tied together for assistive technology. */
export function Field({ label, hint, error, hideLabel, className, children }: FieldProps) {
  const id = useId();
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={clsx("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-sm font-medium"}>
        {label}
      </label>
      {children({ id, "aria-invalid": error ? true : undefined, "aria-describedby": describedBy })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm font-medium text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

type TextFieldProps = Omit<FieldProps, "children"> & Omit<ComponentProps<"input">, "children" | "className">;

export function TextField({ label, hint, error, hideLabel, className, ...input }: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, hideLabel, className }}>
      {(wiring) => <input className={inputStyle} {...input} {...wiring} />}
    </Field>
  );
}

type SelectFieldProps = Omit<FieldProps, "children"> & Omit<ComponentProps<"select">, "className">;

export function SelectField({
  label,
  hint,
  error,
  hideLabel,
  className,
  children,
  ...select
}: SelectFieldProps) {
  return (
    <Field {...{ label, hint, error, hideLabel, className }}>
      {(wiring) => (
        <div className="relative">
          <select className={clsx(inputStyle, "appearance-none pe-9!")} {...select} {...wiring}>
            {children}
          </select>
          <ChevronDown
            size={16}
            aria-hidden
            className="pointer-events-none absolute top-1/2 end-3 -translate-y-1/2 text-muted"
          />
        </div>
      )}
    </Field>
  );
}
