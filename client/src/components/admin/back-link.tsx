import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";

type Props = { to: "/admin/products" | "/admin/orders" | "/admin/pages"; children: ReactNode };

/** Above the title of a page: to the list that it belongs to. */
export function BackLink({ to, children }: Props) {
  return (
    <Link
      to={to}
      className="inline-flex items-center gap-1.5 self-start rounded-sm text-sm font-medium text-muted hover:text-ink"
    >
      <ArrowLeft size={16} aria-hidden /> {children}
    </Link>
  );
}
