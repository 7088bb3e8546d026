import { clsx } from "clsx";
import { X } from "lucide-react";
import { dismissToast, useToasts } from "@/lib/toasts";

/** Toast libraries inject a style element, which the Content-Security-Policy refuses; this one does not. */
export function Toaster() {
  const { toasts } = useToasts();
  return (
    <div
      role="status"
      className="toasts pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-end gap-2 sm:start-auto"
    >
      {toasts.map(({ id, tone, text }) => (
        <div
          key={id}
          className={clsx(
            "pointer-events-auto flex w-full max-w-sm animate-appear items-center gap-3 rounded-md border-s-4 bg-raised py-2 pe-1 ps-4 text-sm text-ink shadow-float inset-ring inset-ring-line",
            { good: "border-good", bad: "border-bad", plain: "border-accent" }[tone],
          )}
        >
          <p className="flex-1">{text}</p>
          <button
            type="button"
            aria-label="Dismiss"
            onClick={() => dismissToast(id)}
            className="grid size-9 place-items-center rounded-full text-muted hover:bg-sunken"
          >
            <X size={16} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
