import { useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { announce } from "@/lib/announce";
import { showNumber } from "@/lib/locale";
import { asProblem } from "@/lib/problem";
import { randomKey } from "@/lib/random-key";
import { useAdjustStock } from "../api/adjust-stock";
import {
  emptyChange,
  longestReason,
  readChange,
  type ChangeErrors,
  type ChangeText,
} from "../model/stock-change";

/** Adds to the stock, takes from it, or says how many were counted. */
export function StockForm({ id }: { id: string }) {
  const [text, setText] = useState<ChangeText>(emptyChange);
  const [errors, setErrors] = useState<ChangeErrors>({});
  // The same as long as the same is sent, so that a change whose answer was lost is not made twice.
  const key = useRef(randomKey());
  const { mutate, isPending, error, reset } = useAdjustStock(id);

  function change(changes: Partial<ChangeText>) {
    key.current = randomKey();
    reset();
    setText({ ...text, ...changes });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    const read = readChange(text);
    setErrors("errors" in read ? read.errors : {});
    if ("errors" in read) return;
    mutate(
      { key: key.current, change: read.change },
      {
        onSuccess: ({ quantity }) => {
          key.current = randomKey();
          setText({ ...emptyChange, kind: text.kind });
          announce(`The stock is ${showNumber(quantity)} now.`);
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-[10rem_8rem_minmax(0,1fr)_auto]">
        <SelectField
          label="Change"
          value={text.kind}
          onChange={({ target }) => change({ kind: target.value as ChangeText["kind"] })}
        >
          <option value="add">Add</option>
          <option value="remove">Remove</option>
          <option value="counted">Counted</option>
        </SelectField>
        <TextField
          label="Units"
          inputMode="numeric"
          autoComplete="off"
          error={errors.units}
          value={text.units}
          onChange={({ target }) => change({ units: target.value })}
        />
        <TextField
          label="Reason"
          autoComplete="off"
          maxLength={longestReason}
          error={errors.reason}
          value={text.reason}
          onChange={({ target }) => change({ reason: target.value })}
        />
        <Button type="submit" look="primary" className="sm:mt-6.5" aria-disabled={isPending}>
          {isPending ? "Saving…" : "Save"}
        </Button>
      </div>
      {text.kind === "counted" && (
        <p className="text-sm text-muted">
          Count what can still be sold, with the units that unpaid orders hold. Leave out paid orders that are
          not shipped yet: their units have left the stock.
        </p>
      )}
      {error && (
        <Notice tone="bad" alert>
          {asProblem(error).message}
        </Notice>
      )}
    </form>
  );
}
