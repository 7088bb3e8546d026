import { useMemo, useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field, inputStyle, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { Group } from "@/lib/api-client";
import { formErrors } from "@/lib/form-errors";
import { toast } from "@/lib/toasts";
import { useSaveGroup } from "../api/write-group";
import { usePriceHint } from "../hooks/use-price-hint";
import {
  countVariants,
  missingVariants,
  mostVariants,
  optionsOf,
  readGroupForm,
  textOfGroup,
  type GroupErrors,
  type GroupText,
} from "../model/group-form";
import type { SaleText } from "../model/product-form";
import { OptionRows } from "./option-rows";
import { SaleFields } from "./sale-fields";
import { VariantStock } from "./variant-stock";

type Props = { initial: Group | undefined; onSaved?: (group: Group) => void };

/** Makes a group with its variants, or edits it and adds variants. */
export function GroupForm({ initial, onSaved }: Props) {
  // As it was read or saved here: a change by someone else meanwhile is not written over.
  const [group, setGroup] = useState(initial);
  const [text, setText] = useState<GroupText>(() => textOfGroup(initial));
  const [errors, setErrors] = useState<GroupErrors>({});
  const [refusal, setRefusal] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const { mutateAsync, isPending } = useSaveGroup(group);
  const priceHint = usePriceHint();
  const options = useMemo(() => optionsOf(text.options), [text.options]);
  const isTooMany = countVariants(options) > mostVariants * 10;
  const missing = useMemo(
    () => (isTooMany ? [] : missingVariants(options, group)),
    [isTooMany, options, group],
  );
  const change = (changes: Partial<GroupText>) => setText((now) => ({ ...now, ...changes }));

  function showErrors(found: GroupErrors) {
    setErrors(found);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setRefusal(undefined);
    const read = readGroupForm(text, group);
    showErrors("errors" in read ? read.errors : {});
    if ("errors" in read) return;
    try {
      const saved = await mutateAsync(read.wanted);
      setGroup(saved.group);
      if (saved.failed.length > 0)
        return setRefusal(`Not everything could be made. ${saved.failed.join(" ")}`);
      toast(`“${saved.group.name}” is saved.`, "good");
      setText(textOfGroup(saved.group));
      onSaved?.(saved.group);
    } catch (error) {
      const { fields, form: whole } = formErrors(error, (field) =>
        ["name", "description", "options"].includes(field),
      );
      showErrors(fields);
      setRefusal(whole);
    }
  }

  const bindSale = (field: keyof SaleText) => ({
    name: field,
    value: text.sale[field],
    onChange: (event: { target: { value: string } }) =>
      change({ sale: { ...text.sale, [field]: event.target.value } }),
  });

  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-6">
      <Panel title="What they share">
        <div className="flex flex-col gap-5">
          <TextField
            label="Name"
            hint={group && "Products that are made already keep their own names."}
            dir="auto"
            autoComplete="off"
            error={errors.name}
            value={text.name}
            onChange={({ target }) => change({ name: target.value })}
          />
          <Field label="Description" error={errors.description}>
            {(wiring) => (
              <textarea
                dir="auto"
                rows={4}
                className={`${inputStyle} h-auto resize-y py-2.5`}
                value={text.description}
                onChange={({ target }) => change({ description: target.value })}
                {...wiring}
              />
            )}
          </Field>
          <OptionRows
            rows={text.options}
            error={errors.options}
            onChange={(rows) => change({ options: rows })}
          />
        </div>
      </Panel>
      {missing.length > 0 && (
        <Panel title={group ? "Variants to add" : "Variants"}>
          <div className="flex flex-col gap-5">
            <TextField
              label="Price"
              hint={`${priceHint ?? ""} Of each variant; you can change one afterwards.`}
              className="sm:max-w-64"
              inputMode="decimal"
              autoComplete="off"
              error={errors.price}
              value={text.price}
              onChange={({ target }) => change({ price: target.value })}
            />
            <VariantStock
              variants={missing}
              stock={text.stock}
              error={errors.stock}
              onChange={(stock) => change({ stock })}
            />
            <p className="text-sm text-muted">
              State, times and limits are written to each variant. The limit per customer counts over all
              variants together.
            </p>
            <SaleFields bind={bindSale} errors={errors} />
          </div>
        </Panel>
      )}
      {refusal && (
        <Notice tone="bad" alert>
          {refusal}
        </Notice>
      )}
      <Button type="submit" look="primary" className="self-start" aria-disabled={isPending}>
        {isPending ? "Saving…" : group ? "Save" : "Make these products"}
      </Button>
    </form>
  );
}
