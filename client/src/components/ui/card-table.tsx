/* The roles look redundant, and are not: display: grid takes them from a table's elements. */
/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

/** A table that becomes a list of cards on a phone, where each cell shows its own name. */
export function CardTable({
  label,
  children,
  className,
  ...rest
}: ComponentProps<"table"> & { label: string }) {
  return (
    <table
      role="table"
      aria-label={label}
      className={clsx(
        "w-full text-start text-sm max-md:block md:rounded-lg md:bg-raised md:inset-ring md:inset-ring-line",
        className,
      )}
      {...rest}
    >
      {children}
    </table>
  );
}

export function CardTableHead({ children }: { children: ReactNode }) {
  return (
    <thead role="rowgroup" className="max-md:sr-only">
      <tr role="row">{children}</tr>
    </thead>
  );
}

export function CardTableHeader({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      role="columnheader"
      scope="col"
      className={clsx("border-b border-line px-4 py-3 font-medium whitespace-nowrap text-muted", className)}
      {...rest}
    />
  );
}

export function CardTableBody({ children }: { children: ReactNode }) {
  return (
    <tbody role="rowgroup" className="max-md:flex max-md:flex-col max-md:gap-3">
      {children}
    </tbody>
  );
}

export function CardRow({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      role="row"
      className={clsx(
        "transition-colors max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:gap-y-3 max-md:rounded-lg max-md:bg-raised max-md:p-4 max-md:inset-ring max-md:inset-ring-line md:hover:bg-sunken/60 md:not-last:border-b md:not-last:border-line",
        className,
      )}
      {...rest}
    />
  );
}

type SkeletonProps = { label: string; rows: number; rowStyle: string; children: ReactNode };

/** The loading state of the table. `children`: the content of one row. */
export function CardTableSkeleton({ label, rows, rowStyle, children }: SkeletonProps) {
  return (
    <div
      role="status"
      aria-label={label}
      className="flex flex-col gap-3 md:gap-0 md:rounded-lg md:bg-raised md:inset-ring md:inset-ring-line"
    >
      {Array.from({ length: rows }, (_, row) => (
        <div
          key={row}
          className={clsx(
            "flex items-center p-4 max-md:rounded-lg max-md:bg-raised max-md:inset-ring max-md:inset-ring-line md:py-0 md:not-last:border-b md:not-last:border-line",
            rowStyle,
          )}
        >
          {children}
        </div>
      ))}
    </div>
  );
}

type CellProps = ComponentProps<"td"> & { name?: string; wide?: boolean };

/** `name`: shown above the value on a card. `wide`: the full width of the card. */
export function CardCell({ name, wide, className, children, ...rest }: CellProps) {
  return (
    <td
      role="cell"
      className={clsx("min-w-0 md:px-4 md:py-2.5", wide && "max-md:col-span-2", className)}
      {...rest}
    >
      {name && <span className="mb-0.5 block text-xs text-muted md:hidden">{name}</span>}
      {children}
    </td>
  );
}
