import { useState } from "react";
import { announce } from "@/lib/announce";
import { asProblem, isNotFound } from "@/lib/problem";
import { toast } from "@/lib/toasts";
import { EditConflict, useEditProduct, type Edit } from "../api/edit-product";

/** Saves edits and reports failures. `conflict` waits for a decision. */
export function useEdits() {
  const { mutateAsync } = useEditProduct();
  const [conflict, setConflict] = useState<EditConflict>();

  async function save(edit: Edit): Promise<void> {
    try {
      const product = await mutateAsync(edit);
      announce(`“${product.name}” is saved.`);
    } catch (error) {
      if (error instanceof EditConflict) setConflict(error);
      else toast(`“${edit.base.name}” was not changed. ${reason(error)}`, "bad");
    }
  }
  return { save, conflict, ask: setConflict, settle: () => setConflict(undefined) };
}

function reason(error: unknown): string {
  if (isNotFound(error)) return "The product has been deleted.";
  const { fields, message } = asProblem(error);
  return fields[0]?.msg ?? message;
}
