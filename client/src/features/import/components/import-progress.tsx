import type { ReactNode } from "react";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Progress } from "../hooks/use-import";

type Props = { title: string; what: string; progress: Progress; action?: ReactNode };

export function ImportProgress({ title, what, progress: { done, of }, action }: Props) {
  return (
    <div className="flex flex-col gap-5 rounded-lg bg-raised p-6 shadow-card inset-ring inset-ring-line sm:p-8">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-lg">{title}</h2>
        <p className="text-sm text-muted tabular-nums">
          {done.toLocaleString("en")} of {of.toLocaleString("en")} {what}
        </p>
      </div>
      <ProgressBar label={title} value={done} max={of} />
      {action}
    </div>
  );
}
