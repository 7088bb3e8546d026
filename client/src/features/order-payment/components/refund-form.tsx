import { useId, useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Order } from "@/lib/api-client";
import { formErrors } from "@/lib/form-errors";
import { showMoney } from "@/lib/money";
import type { Ledger } from "../api/get-ledger";
import type { Refunding } from "../hooks/use-refund";
import {
  allUnits,
  checkDraft,
  emptyDraft,
  refundable,
  refundableLines,
  type RefundDraft,
} from "../model/refund-draft";
import { RefundPreview } from "./refund-preview";
import { RefundUnits } from "./refund-units";

type Props = { order: Order; ledger: Ledger; refunding: Refunding; onDone: () => void };

export function RefundForm({ order, ledger, refunding, onDone }: Props) {
  const [draft, setDraft] = useState<RefundDraft>(emptyDraft);
  const [isChecked, setIsChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { isSending, refusal, start } = refunding;
  const lines = refundableLines(order, ledger);
  const sums = refundable(ledger);
  const { amount, errors, body } = checkDraft(draft, lines, sums.left, order.currency);
  // What is left is said before the store asks for too much.
  const shown: Record<string, string | undefined> = isChecked ? errors : { left: errors.left };
  const refused = refusal && `Nothing was refunded. ${formErrors(refusal, () => false).form}`;
  const fault = refused ?? shown.left ?? shown.form;
  const faultId = useId();
  const { currency } = order;

  function change(changes: Partial<RefundDraft>) {
    setDraft((before) => ({ ...before, ...changes }));
    refunding.reset();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setIsChecked(true);
    if (body && amount !== undefined) return start(body, amount, onDone);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-1 flex-col gap-5 scroll-pb-12 overflow-y-auto p-6">
        <By draft={draft} onChange={change} />
        {draft.by === "lines" ? (
          <RefundUnits
            lines={lines}
            all={allUnits(lines, sums.left)}
            draft={draft}
            errors={shown}
            faultId={fault && faultId}
            currency={currency}
            onChange={change}
          />
        ) : (
          <TextField
            label="Amount"
            hint={`in ${currency}, at most ${showMoney(sums.left, currency)}`}
            error={shown.amount}
            inputMode="decimal"
            autoComplete="off"
            value={draft.amount}
            onChange={({ target: { value } }) => change({ amount: value })}
          />
        )}
        <TextField
          label="Reason (optional)"
          dir="auto"
          error={shown.reason}
          autoComplete="off"
          value={draft.reason}
          onChange={({ target: { value } }) => change({ reason: value })}
        />
        <RefundPreview sums={sums} amount={amount} currency={currency} />
      </div>
      <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-4">
        {fault && (
          <div id={faultId} className="mb-2 w-full">
            <Notice tone="bad" alert>
              {fault}
            </Notice>
          </div>
        )}
        <Button onClick={onDone}>Close</Button>
        <Button type="submit" look="danger" aria-disabled={isSending}>
          {isSending ? "Refunding…" : body && amount ? `Refund ${showMoney(amount, currency)}` : "Refund"}
        </Button>
      </footer>
    </form>
  );
}

const ways = [
  { by: "lines", name: "Units" },
  { by: "amount", name: "An amount" },
] as const;

function By({ draft, onChange }: { draft: RefundDraft; onChange: (changes: Partial<RefundDraft>) => void }) {
  return (
    <fieldset className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
      <legend className="mb-2 font-medium">Refund by</legend>
      {ways.map(({ by, name }) => (
        <label key={by} className="flex min-h-6 items-center gap-2">
          <input
            type="radio"
            name="by"
            className="size-4 accent-accent"
            checked={draft.by === by}
            onChange={() => onChange({ by })}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
