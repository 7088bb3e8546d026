import { ArrowDown, ArrowUp } from "lucide-react";
import { CardTableHeader } from "./card-table";

type Props = {
  name: string;
  direction: "ascending" | "descending" | "none";
  right?: boolean;
  onClick: () => void;
};

/** The header of a column that sorts. `right`: a column of numbers. */
export function SortHeader({ name, direction, right, onClick }: Props) {
  const Arrow = direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <CardTableHeader aria-sort={direction} className={right ? "text-end" : undefined}>
      <button
        type="button"
        onClick={onClick}
        className="-mx-2 inline-flex items-center gap-1 rounded-sm px-2 py-1 hover:bg-sunken hover:text-ink"
      >
        {!right && name}
        <Arrow size={14} aria-hidden className={direction === "none" ? "opacity-0" : undefined} />
        {right && name}
      </button>
    </CardTableHeader>
  );
}
