import { useBlocker } from "@tanstack/react-router";
import { useState } from "react";
import { formErrors } from "@/lib/form-errors";
import { toast } from "@/lib/toasts";
import { PageConflict, useSavePage } from "../api/save-page";
import { pageTitles, type PageName, type ShopPage } from "../model/page-titles";

/** A page under edit. `read`: as it was when the editor opened; null: the owner has not written it. */
export function usePageDraft(name: PageName, read: ShopPage | null) {
  const [base, setBase] = useState(read);
  const [text, setText] = useState(read?.text ?? "");
  const save = useSavePage(name);
  const dirty = text !== (base?.text ?? "");
  useBlocker({
    shouldBlockFn: () => dirty && !window.confirm("Leave without saving your changes?"),
    enableBeforeUnload: dirty,
  });

  function write(over: ShopPage | null, next: string | null) {
    save.mutate(
      { base: over, text: next },
      {
        onSuccess: (page) => {
          setBase(page);
          // What was typed while the answer was on its way stays.
          setText((now) => (now === text || next === null ? (page?.text ?? "") : now));
          toast(`${pageTitles[name]} ${page ? "saved" : "deleted"}`, "good");
        },
      },
    );
  }

  function take(current: ShopPage | null) {
    setBase(current);
    setText(current?.text ?? "");
    save.reset();
  }

  const conflict = save.error instanceof PageConflict ? save.error : undefined;
  return {
    base,
    text,
    setText,
    dirty,
    saving: save.isPending,
    save: () => write(base, text),
    remove: () => write(base, null),
    conflict,
    errors: save.error && !conflict ? formErrors(save.error, (field) => field === "text") : undefined,
    takeTheirs: () => conflict && take(conflict.current),
    saveMine: () => conflict && write(conflict.current, text),
  };
}
