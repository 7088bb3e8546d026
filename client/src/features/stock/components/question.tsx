import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { asProblem } from "@/lib/problem";

type Props = {
  children: ReactNode;
  error: unknown;
  /** Nothing is left to confirm. */
  answered: boolean;
  isPending: boolean;
  verb: string;
  busy: string;
  look: "primary" | "danger";
  onConfirm: () => void;
  onClose: () => void;
};

/** What a dialog asks before it does something to many products, and its two buttons. */
export function Question({
  children,
  error,
  answered,
  isPending,
  verb,
  busy,
  look,
  onConfirm,
  onClose,
}: Props) {
  return (
    <div className="flex flex-col gap-4 overflow-y-auto p-6">
      {children}
      {error !== null && (
        <Notice tone="bad" alert>
          {asProblem(error).message}
        </Notice>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button data-autofocus onClick={onClose}>
          {answered ? "Close" : "Cancel"}
        </Button>
        {!answered && (
          <Button look={look} disabled={isPending} onClick={onConfirm}>
            {isPending ? busy : verb}
          </Button>
        )}
      </div>
    </div>
  );
}
