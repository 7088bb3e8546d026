import { showNumber } from "@/lib/locale";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Versions } from "@/components/ui/versions";
import { showField, type FieldValue, type ProductField } from "@/lib/product-fields";
import { differencesOf, type Written } from "../model/write";
import { Pager } from "./pager";
import { StepCard } from "./step-card";

const pageSize = 20;

type Props = { written: readonly Written[]; onContinue: (mine: ReadonlySet<number>) => void };
type Conflict = { line: number; name: string; fields: ReturnType<typeof differencesOf> };

/** Rows whose products changed after the preview. The current value is kept unless the owner overwrites it. */
export function ConflictStep({ written, onContinue }: Props) {
  const [mine, setMine] = useState<ReadonlySet<number>>(new Set());
  const [page, setPage] = useState(0);
  const conflicts = conflictsOf(written);

  function choose(line: number, isMine: boolean) {
    const next = new Set(mine);
    if (isMine) next.add(line);
    else next.delete(line);
    setMine(next);
  }

  return (
    <StepCard
      title={`${showNumber(conflicts.length)} ${conflicts.length === 1 ? "product has" : "products have"} changed since the preview`}
    >
      <p className="text-sm text-muted">
        These rows are not written yet. Choose what to save: your file’s value, or what the shop has now.
      </p>
      {conflicts.length > 1 && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => setMine(new Set())}>
            Keep all of theirs
          </Button>
          <Button size="sm" onClick={() => setMine(new Set(conflicts.map(({ line }) => line)))}>
            Save all of mine
          </Button>
        </div>
      )}
      <ul className="flex flex-col gap-5">
        {conflicts.slice(page * pageSize, (page + 1) * pageSize).map((conflict) => (
          <li key={conflict.line}>
            <Choice
              {...conflict}
              isMine={mine.has(conflict.line)}
              onChoose={(isMine) => choose(conflict.line, isMine)}
            />
          </li>
        ))}
      </ul>
      <Pager page={page} pages={Math.ceil(conflicts.length / pageSize)} onPage={setPage} />
      <Button look="primary" className="self-end" onClick={() => onContinue(mine)}>
        Continue
      </Button>
    </StepCard>
  );
}

function conflictsOf(written: readonly Written[]): Conflict[] {
  return written.flatMap(({ write, outcome }) => {
    if (outcome.kind !== "conflict") return [];
    const { line } = write.row;
    return [{ line, name: outcome.now.name, fields: differencesOf(write, outcome.now) }];
  });
}

type ChoiceProps = Conflict & { isMine: boolean; onChoose: (isMine: boolean) => void };

function Choice({ line, name, fields, isMine, onChoose }: ChoiceProps) {
  const show = (field: ProductField, value: FieldValue | undefined) =>
    value === undefined ? "no product" : showField(field, value);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend dir="auto" className="mb-2 font-semibold">
        {name} <span className="font-normal text-muted">(line {line})</span>
      </legend>
      <dl className="flex flex-col gap-2">
        {fields.map(({ field, before, now, mine }) => (
          <Versions
            key={field}
            field={field}
            before={show(field, before)}
            now={show(field, now)}
            mine={show(field, mine)}
          />
        ))}
      </dl>
      <div className="flex flex-wrap gap-x-6">
        <Option line={line} checked={!isMine} onChange={() => onChoose(false)}>
          Keep theirs
        </Option>
        <Option line={line} checked={isMine} onChange={() => onChoose(true)}>
          Save mine
        </Option>
      </div>
    </fieldset>
  );
}

type OptionProps = { line: number; checked: boolean; onChange: () => void; children: string };

function Option({ line, checked, onChange, children }: OptionProps) {
  return (
    <label className="flex min-h-11 items-center gap-3 text-sm">
      <input
        type="radio"
        name={`conflict-${line}`}
        checked={checked}
        onChange={onChange}
        className="size-5 accent-accent"
      />
      {children}
    </label>
  );
}
