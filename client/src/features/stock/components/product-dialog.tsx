import { useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, inputStyle, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Product } from "@/lib/api-client";
import { formErrors } from "@/lib/form-errors";
import { useCreateProduct } from "../api/create-product";
import { editProduct, EditConflict, showInLists } from "../api/edit-product";
import { changesOf, editable, type EditableField } from "../model/changes";
import { usePriceHint } from "../hooks/use-price-hint";
import { readForm, textOf, type FormText, type FormValues } from "../model/product-form";
import { ImageCheck } from "./image-check";
import { PictureEditor } from "./picture-editor";
import { SaleFields } from "./sale-fields";
import { VariantFields } from "./variant-fields";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/lib/toasts";

export type Target = Product | "new" | undefined;
type Props = { target: Target; onClose: () => void; onConflict: (conflict: EditConflict) => void };

/** Creates a product, or edits the one that it is given. */
export function ProductDialog({ target, onClose, onConflict }: Props) {
  return (
    <Dialog
      open={target !== undefined}
      onClose={onClose}
      title={target === "new" ? "New product" : "Edit product"}
      shape="drawer"
    >
      {target !== undefined && (
        <ProductForm
          product={target === "new" ? undefined : target}
          onClose={onClose}
          onConflict={onConflict}
        />
      )}
    </Dialog>
  );
}

type FormProps = {
  product: Product | undefined;
  onClose: () => void;
  onConflict: (conflict: EditConflict) => void;
};

function useSave(product: Product | undefined) {
  const queryClient = useQueryClient();
  const create = useCreateProduct();
  const edit = useMutation({
    mutationFn: (values: FormValues) => {
      if (!product) throw new Error("There is no product to edit.");
      return editProduct({ base: product, changes: changesOf(product, values) });
    },
    onSuccess: (saved) => {
      showInLists(queryClient, saved.id, () => saved);
      toast(`“${saved.name}” is saved.`, "good");
    },
  });
  return product ? edit : create;
}

function ProductForm({ product, onClose, onConflict }: FormProps) {
  const [text, setText] = useState<FormText>(() => textOf(product));
  const [errors, setErrors] = useState<Partial<FormText>>({});
  const [refusal, setRefusal] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const { mutateAsync, isPending } = useSave(product);
  const priceHint = usePriceHint();

  function showErrors(found: Partial<FormText>) {
    setErrors(found);
    const first = editable.find((field) => found[field]);
    if (first) form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setRefusal(undefined);
    const read = readForm(text, product);
    showErrors("errors" in read ? read.errors : {});
    if ("errors" in read) return;
    try {
      await mutateAsync(read.values);
      onClose();
    } catch (error) {
      if (error instanceof EditConflict) return onConflict(error);
      const { fields, form: whole } = formErrors(error, (field) =>
        (editable as readonly string[]).includes(field),
      );
      showErrors(fields);
      setRefusal(whole);
    }
  }

  function bind(field: EditableField) {
    return {
      name: field,
      value: text[field],
      onChange: (event: { target: { value: string } }) => setText({ ...text, [field]: event.target.value }),
    };
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => void submit(event)}
      className="flex min-h-0 flex-1 flex-col"
    >
      <div className="flex flex-1 flex-col gap-5 overflow-y-auto p-6">
        <TextField
          label="Name"
          dir="auto"
          data-autofocus
          error={errors.name}
          autoComplete="off"
          {...bind("name")}
        />
        <div className="grid grid-cols-2 items-start gap-4">
          <TextField
            label="Price"
            hint={priceHint}
            error={errors.price}
            inputMode="decimal"
            autoComplete="off"
            {...bind("price")}
          />
          <TextField
            label="Stock"
            hint="Units on hand."
            error={errors.quantity}
            inputMode="numeric"
            autoComplete="off"
            {...bind("quantity")}
          />
        </div>
        <SaleFields bind={bind} errors={errors} />
        <VariantFields bind={bind} errors={errors} group={product?.group ?? undefined} />
        <Field label="Description" error={errors.description}>
          {(wiring) => (
            <textarea
              dir="auto"
              rows={7}
              className={`${inputStyle} h-auto resize-y py-2.5`}
              {...bind("description")}
              {...wiring}
            />
          )}
        </Field>
        <TextField
          label="Image"
          hint="A path on this shop, such as /images/lamp.webp. Uploaded pictures are shown instead of it."
          error={errors.image}
          autoComplete="off"
          {...bind("image")}
        />
        <ImageCheck image={text.image} />
        <PictureEditor product={product} />
        {refusal && (
          <Notice tone="bad" alert>
            {refusal}
          </Notice>
        )}
      </div>
      <footer className="flex justify-end gap-2 border-t border-line px-6 py-4">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" aria-disabled={isPending}>
          {isPending ? "Saving…" : product ? "Save" : "Add product"}
        </Button>
      </footer>
    </form>
  );
}
