import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { asProblem } from "@/lib/problem";

type Action = {
  mutate: (nothing: undefined, options: { onSuccess: () => void }) => void;
  reset: () => void;
  isPending: boolean;
  error: Error | null;
};

type Props = { name: string; title: string; action: Action; children: ReactNode };

/** A button that asks before it acts. The dialog stays open until the service has answered. */
export function ConfirmedButton({ name, title, action, children }: Props) {
  const [open, setOpen] = useState(false);

  function close() {
    setOpen(false);
    action.reset();
  }

  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {name}
      </Button>
      <Dialog open={open} onClose={close} title={title}>
        <div className="flex flex-col gap-4 overflow-y-auto p-6">
          <p>{children}</p>
          {action.error && (
            <Notice tone="bad" alert>
              {asProblem(action.error).message}
            </Notice>
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <Button data-autofocus onClick={close}>
              Close
            </Button>
            <Button
              look="danger"
              disabled={action.isPending}
              onClick={() => action.mutate(undefined, { onSuccess: close })}
            >
              {name}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
