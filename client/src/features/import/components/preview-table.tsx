import { clsx } from "clsx";
import { useState } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import {
  CardCell,
  CardRow,
  CardTable,
  CardTableBody,
  CardTableHead,
  CardTableHeader,
} from "@/components/ui/card-table";
import { showMoney } from "@/lib/money";
import { countOutcomes, type FieldChange, type Outcome, type PreviewRow } from "../model/preview";

export const outcomeNames: Record<Outcome, string> = {
  invalid: "Invalid",
  changed: "Changed",
  new: "New",
  same: "As it is",
};
const tones: Record<Outcome, Tone> = { invalid: "bad", changed: "warn", new: "good", same: "plain" };
const order = Object.keys(outcomeNames) as Outcome[];
const step = 100;

export function PreviewTable({ rows }: { rows: readonly PreviewRow[] }) {
  const counts = countOutcomes(rows);
  const [outcome, setOutcome] = useState<Outcome>(() => order.find((one) => counts[one] > 0) ?? "new");
  const [limit, setLimit] = useState(step);
  const shown = rows.filter((row) => row.outcome === outcome);

  return (
    <div className="flex flex-col gap-4">
      <div
        role="group"
        aria-label="Show rows that are"
        className="grid grid-cols-2 gap-2 sm:grid-cols-4 sm:gap-3"
      >
        {order.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === outcome}
            onClick={() => {
              setOutcome(one);
              setLimit(step);
            }}
            className={clsx(
              "rounded-lg bg-raised px-4 py-3 text-start transition-colors",
              one === outcome
                ? "inset-ring-2 inset-ring-accent"
                : "inset-ring inset-ring-line hover:bg-sunken",
            )}
          >
            <span
              className={clsx(
                "block text-2xl font-semibold tabular-nums",
                one === "invalid" && counts[one] > 0 && "text-bad",
              )}
            >
              {counts[one].toLocaleString("en")}
            </span>{" "}
            <span className="text-sm text-muted">{outcomeNames[one]}</span>
          </button>
        ))}
      </div>
      {shown.length === 0 ? (
        <p className="rounded-lg bg-raised px-4 py-10 text-center text-muted inset-ring inset-ring-line">
          No row is {outcomeNames[outcome].toLowerCase()}.
        </p>
      ) : (
        <Rows rows={shown.slice(0, limit)} outcome={outcome} />
      )}
      {shown.length > limit && (
        <Button className="self-center" onClick={() => setLimit(limit + step)}>
          Show more of {shown.length.toLocaleString("en")}
        </Button>
      )}
    </div>
  );
}

function Rows({ rows, outcome }: { rows: readonly PreviewRow[]; outcome: Outcome }) {
  return (
    <CardTable label={`${outcomeNames[outcome]} rows`}>
      <CardTableHead>
        <CardTableHeader className="w-20">Line</CardTableHeader>
        <CardTableHeader className="w-28">Row</CardTableHeader>
        <CardTableHeader>Product</CardTableHeader>
        <CardTableHeader className="w-1/2">
          {outcome === "invalid" ? "What is wrong" : "What happens"}
        </CardTableHeader>
      </CardTableHead>
      <CardTableBody>
        {rows.map((row) => (
          <CardRow key={row.line}>
            <CardCell className="text-muted tabular-nums">
              <span className="md:sr-only">Line </span>
              {row.line}
            </CardCell>
            <CardCell className="max-md:justify-self-end">
              <Badge tone={tones[row.outcome]}>{outcomeNames[row.outcome]}</Badge>
            </CardCell>
            <CardCell wide className="font-semibold">
              <span className="line-clamp-2">
                {row.name || <span className="text-muted">(no name)</span>}
              </span>
            </CardCell>
            <CardCell wide>
              <Effect row={row} />
            </CardCell>
          </CardRow>
        ))}
      </CardTableBody>
    </CardTable>
  );
}

function Effect({ row }: { row: PreviewRow }) {
  if (row.outcome === "same") return <span className="text-muted">Nothing: the shop has it so already.</span>;
  if (row.outcome === "invalid") {
    return (
      <ul className="font-medium text-bad">
        {row.problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    );
  }
  if (row.outcome === "new") {
    const { price = 0, quantity = 0 } = row.values;
    return (
      <span className="tabular-nums">
        {showMoney(price)}, {quantity.toLocaleString("en")} in stock
      </span>
    );
  }
  return (
    <ul>
      {row.changes.map((change) => (
        <Change key={change.field} {...change} />
      ))}
    </ul>
  );
}

function Change({ field, from, to }: FieldChange) {
  const show = (value: string | number) =>
    field === "price" ? showMoney(Number(value)) : String(value) || "(empty)";
  return (
    <li className="line-clamp-2 tabular-nums">
      <span className="text-muted capitalize">{field}</span> <del className="text-muted">{show(from)}</del>{" "}
      <span aria-hidden>→</span> <ins className="font-semibold no-underline">{show(to)}</ins>
    </li>
  );
}
