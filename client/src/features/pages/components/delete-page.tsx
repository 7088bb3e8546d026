import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type Props = { title: string; disabled: boolean; onDelete: () => void };

export function DeletePage({ title, disabled, onDelete }: Props) {
  const [asked, setAsked] = useState(false);
  const close = () => setAsked(false);
  return (
    <>
      <Button look="danger" disabled={disabled} onClick={() => setAsked(true)}>
        Delete page
      </Button>
      <Dialog open={asked} onClose={close} title={`Delete ${title}?`}>
        <div className="flex flex-col gap-6 p-6">
          <p>The page and every link to it leave the shop at once. Its text is not kept.</p>
          <div className="flex flex-wrap justify-end gap-2">
            <Button data-autofocus onClick={close}>
              Keep it
            </Button>
            <Button
              look="danger"
              onClick={() => {
                close();
                onDelete();
              }}
            >
              Delete
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
