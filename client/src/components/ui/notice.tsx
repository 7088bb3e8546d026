import { clsx } from "clsx";
import type { ReactNode } from "react";

const tones = {
  plain: "bg-sunken text-ink",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
};

type Props = {
  tone: keyof typeof tones;
  icon?: ReactNode;
  children: ReactNode;
  action?: ReactNode;
  alert?: boolean;
};

/** A message that stays on the page. */
export function Notice({ tone, icon, children, action, alert }: Props) {
  return (
    <div
      role={alert ? "alert" : undefined}
      className={clsx(
        "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md px-4 py-3 text-sm",
        tones[tone],
      )}
    >
      {icon}
      <div className="min-w-0 flex-1 basis-48">{children}</div>
      {action}
    </div>
  );
}
