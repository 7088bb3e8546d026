import { fieldNames, type ProductField } from "@/lib/product-fields";

export type Difference = { field: ProductField; before: string; now: string; mine: string | undefined };

/** A field of a product in three versions: as read, as it is now, as edited here. */
export function Versions({ field, before, now, mine }: Difference) {
  return (
    <div className="rounded-md bg-sunken px-4 py-3 text-sm">
      <dt className="font-semibold">{fieldNames[field]}</dt>
      <dd className="mt-1 grid gap-x-4 gap-y-1 sm:grid-cols-3">
        <Version name="You saw" value={before} />
        <Version name="Now" value={now} className={before === now ? undefined : "text-warn"} />
        <Version name="Yours" value={mine ?? "unchanged"} className={mine ? "text-accent" : "text-muted"} />
      </dd>
    </div>
  );
}

function Version({ name, value, className = "" }: { name: string; value: string; className?: string }) {
  return (
    <span className="flex gap-2 sm:flex-col sm:gap-0">
      <span className="w-16 shrink-0 text-muted">{name}</span>
      <span className={`line-clamp-4 font-medium tabular-nums ${className}`}>{value}</span>
    </span>
  );
}
