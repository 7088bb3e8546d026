import type { ReactNode } from "react";

/** A part of a page with a title, on a surface of its own. */
export function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0 rounded-lg bg-raised p-5 inset-ring inset-ring-line sm:p-6">
      <h2 className="mb-4 text-lg">{title}</h2>
      {children}
    </section>
  );
}
