import { clsx } from "clsx";
import { X } from "lucide-react";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { Button } from "./button";

type Props = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  /** drawer: from the right edge, 390 px wide and the whole width of a phone. */
  shape?: "drawer" | "centre";
  children: ReactNode;
};

/**
 * The browser's own dialog: it traps the focus, closes on Escape and then restores the focus. The first focus is on the
 * element with `data-autofocus`, else on the close button.
 */
export function Dialog({ open, onClose, title, shape = "centre", children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (!element || !open) return;
    element.showModal();
    element.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    return () => element.close();
  }, [open]);

  return (
    // The click on the backdrop is a convenience for the mouse; Escape and the close button do the same.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // Browsers close the dialog on a second Escape even if cancel was prevented. The event comes late: after a closing
      // of our own, the dialog may be open again.
      onClose={() => {
        if (open && !dialog.current?.open) onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      className={clsx(
        "bg-raised text-ink shadow-float",
        shape === "drawer" &&
          "m-0 ms-auto h-dvh max-h-none w-full max-w-none open:animate-slide-in sm:w-[390px] sm:max-w-[390px]",
        shape === "centre" &&
          "m-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-lg rounded-lg open:animate-appear",
      )}
    >
      {open && (
        <div className="flex h-full max-h-[inherit] flex-col">
          <header className="flex items-center justify-between gap-4 border-b border-line py-3 pe-3 ps-6">
            <h2 id={titleId} className="text-lg">
              {title}
            </h2>
            <Button look="quiet" size="icon" aria-label="Close" onClick={onClose}>
              <X size={20} aria-hidden />
            </Button>
          </header>
          {children}
        </div>
      )}
    </dialog>
  );
}
