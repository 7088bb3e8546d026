import { clsx } from "clsx";
import type { ComponentProps } from "react";

/** Scrolls inside itself where it is wider than the screen; the page never does. */
export function Table({ label, className, children, ...rest }: ComponentProps<"table"> & { label: string }) {
  return (
    // A region that scrolls must be reachable by the keyboard.
    /* eslint-disable jsx-a11y/no-noninteractive-tabindex */
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="overflow-x-auto rounded-lg bg-raised inset-ring inset-ring-line"
    >
      <table className={clsx("w-full text-start text-sm", className)} {...rest}>
        {children}
      </table>
    </div>
  );
}

export function HeaderCell({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={clsx("border-b border-line px-4 py-3 font-medium whitespace-nowrap text-muted", className)}
      {...rest}
    />
  );
}

export function Cell({ className, ...rest }: ComponentProps<"td">) {
  return (
    <td
      className={clsx("border-b border-line px-4 py-3 in-[tr:last-child]:border-b-0", className)}
      {...rest}
    />
  );
}
