import { useEffect, useRef, type ReactNode } from "react";

type Props = { title: ReactNode; actions?: ReactNode; children?: ReactNode };

/** One step of the import. The focus comes to its heading, so that a keyboard goes on from there. */
export function StepCard({ title, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="flex flex-col gap-5 rounded-lg bg-raised p-5 shadow-card inset-ring inset-ring-line sm:p-6">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h2 ref={heading} tabIndex={-1} className="min-w-0 text-lg wrap-anywhere outline-none">
          {title}
        </h2>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
