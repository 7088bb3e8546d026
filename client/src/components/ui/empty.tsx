import type { ReactNode } from "react";

/** `level` 1: it is the only heading of the page. */
type Props = { icon: ReactNode; title: string; children?: ReactNode; action?: ReactNode; level?: 1 | 2 };

/** A list without rows, or without a match. Not an error. */
export function Empty({ icon, title, children, action, level = 2 }: Props) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-16 text-center">
      <div aria-hidden className="grid size-16 place-items-center rounded-full bg-accent-soft text-accent">
        {icon}
      </div>
      <Heading className="mt-2 text-xl">{title}</Heading>
      {children && <div className="text-muted">{children}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
