import { showNumber } from "@/lib/locale";
import type { ReactNode } from "react";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Progress } from "../hooks/use-import";
import { StepCard } from "./step-card";

type Props = { title: string; progress: Progress; actions: ReactNode; children?: ReactNode };

export function ImportProgress({ title, progress: { done, of }, actions, children }: Props) {
  return (
    <StepCard title={title} actions={actions}>
      <p className="text-sm text-muted tabular-nums">
        {showNumber(done)} of {showNumber(of)} rows
      </p>
      <ProgressBar label={title} value={done} max={of} />
      {children}
    </StepCard>
  );
}
