import { showNumber } from "@/lib/locale";
import { clsx } from "clsx";
import { useMemo, useState } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import {
  CardCell,
  CardRow,
  CardTable,
  CardTableBody,
  CardTableHead,
  CardTableHeader,
} from "@/components/ui/card-table";
import { fieldNames, showField, type FieldValue, type ProductField } from "@/lib/product-fields";
import { countKinds, type Kind, type PreviewRow } from "../model/compare";
import { fieldsOf } from "../model/write";
import { Pager } from "./pager";

const kindNames: Record<Kind, string> = {
  invalid: "Invalid",
  changed: "Changed",
  new: "New",
  unchanged: "Unchanged",
  skipped: "Skipped",
};
const tones: Record<Kind, Tone> = {
  invalid: "bad",
  changed: "warn",
  new: "good",
  unchanged: "plain",
  skipped: "plain",
};
const order = Object.keys(kindNames) as Kind[];
const pageSize = 100;

export function PreviewTable({ rows }: { rows: readonly PreviewRow[] }) {
  const counts = countKinds(rows);
  const kinds = order.filter((kind) => kind !== "skipped" || counts.skipped > 0);
  const [kind, setKind] = useState<Kind>(() => order.find((one) => counts[one] > 0) ?? "new");
  const [page, setPage] = useState(0);
  const chosen = useMemo(() => rows.filter((row) => row.kind === kind), [rows, kind]);

  function choose(next: Kind) {
    setKind(next);
    setPage(0);
  }

  return (
    <div className="flex flex-col gap-4">
      <div
        role="group"
        aria-label="Show rows that are"
        className="grid grid-cols-2 gap-2 sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none sm:gap-3"
      >
        {kinds.map((one) => (
          <KindButton
            key={one}
            kind={one}
            count={counts[one]}
            pressed={one === kind}
            onClick={() => choose(one)}
          />
        ))}
      </div>
      {chosen.length === 0 ? (
        <p className="rounded-lg bg-raised px-4 py-10 text-center text-muted inset-ring inset-ring-line">
          No row is {kindNames[kind].toLowerCase()}.
        </p>
      ) : (
        <Rows rows={chosen.slice(page * pageSize, (page + 1) * pageSize)} kind={kind} />
      )}
      <Pager page={page} pages={Math.ceil(chosen.length / pageSize)} onPage={setPage} />
    </div>
  );
}

type KindButtonProps = { kind: Kind; count: number; pressed: boolean; onClick: () => void };

function KindButton({ kind, count, pressed, onClick }: KindButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      className={clsx(
        "rounded-lg bg-raised px-4 py-3 text-start transition-colors",
        pressed ? "inset-ring-2 inset-ring-accent" : "inset-ring inset-ring-line hover:bg-sunken",
      )}
    >
      <span
        className={clsx(
          "block text-2xl font-semibold tabular-nums",
          kind === "invalid" && count > 0 && "text-bad",
        )}
      >
        {showNumber(count)}
      </span>{" "}
      <span className="text-sm text-muted">{kindNames[kind]}</span>
    </button>
  );
}

function Rows({ rows, kind }: { rows: readonly PreviewRow[]; kind: Kind }) {
  return (
    <CardTable label={`${kindNames[kind]} rows`}>
      <CardTableHead>
        <CardTableHeader className="w-20">Line</CardTableHeader>
        <CardTableHeader className="w-28">Row</CardTableHeader>
        <CardTableHeader>Product</CardTableHeader>
        <CardTableHeader className="w-1/2">{kind === "invalid" ? "Problem" : "Changes"}</CardTableHeader>
      </CardTableHead>
      <CardTableBody>
        {rows.map((row) => (
          <CardRow key={row.line}>
            <CardCell className="text-muted tabular-nums">
              <span className="md:sr-only">Line </span>
              {row.line}
            </CardCell>
            <CardCell className="max-md:justify-self-end">
              <Badge tone={tones[row.kind]}>{kindNames[row.kind]}</Badge>
            </CardCell>
            <CardCell wide className="font-semibold wrap-anywhere">
              <span dir="auto" className="line-clamp-2">
                {row.name || <span className="text-muted">(no name)</span>}
              </span>
            </CardCell>
            <CardCell wide className="wrap-anywhere">
              <Effect row={row} />
              {row.notes.map((note) => (
                <p key={note} className="text-muted">
                  {note}
                </p>
              ))}
            </CardCell>
          </CardRow>
        ))}
      </CardTableBody>
    </CardTable>
  );
}

function Effect({ row: { kind, why, item = {}, base } }: { row: PreviewRow }) {
  if (kind === "unchanged") return <p className="text-muted">No change.</p>;
  if (kind === "skipped") return <p className="text-muted">{why.join(" ")}</p>;
  if (kind === "invalid") {
    return (
      <ul className="font-medium text-bad">
        {why.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    );
  }
  if (kind === "new") {
    const written = fieldsOf(item).filter((field) => field !== "name");
    return (
      <ul>
        {written.map((field) => (
          <NewValue key={field} field={field} value={item[field] ?? null} />
        ))}
      </ul>
    );
  }
  return (
    <ul>
      {fieldsOf(item).map((field) => (
        <Change key={field} field={field} from={base?.[field] ?? null} to={item[field] ?? null} />
      ))}
    </ul>
  );
}

function NewValue({ field, value }: { field: ProductField; value: FieldValue }) {
  return (
    <li className="line-clamp-2 tabular-nums">
      <span className="text-muted">{fieldNames[field]}</span> <bdi>{showField(field, value)}</bdi>
    </li>
  );
}

type ChangeProps = { field: ProductField; from: FieldValue; to: FieldValue };

function Change({ field, from, to }: ChangeProps) {
  return (
    <li className="line-clamp-2 tabular-nums">
      <span className="text-muted">{fieldNames[field]}</span>{" "}
      <del dir="auto" className="text-muted">
        {showField(field, from)}
      </del>{" "}
      <span aria-hidden>→</span>{" "}
      <ins dir="auto" className="font-semibold no-underline">
        {showField(field, to)}
      </ins>
    </li>
  );
}
