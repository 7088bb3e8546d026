import { Link, useLocation } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Activity, Coins, FileText, FileUp, Mail, Package, ReceiptText, Store } from "lucide-react";
import type { ReactNode } from "react";
import { Logo } from "@/components/shop/logo";
import { OfflineBar } from "@/components/shop/offline-bar";
import { ThemeSwitch } from "@/components/shop/theme-switch";
import { buttonStyle } from "@/components/ui/button";
import "./admin-header.css";

/** `parts`: addresses beside its own that belong to a page. */
const pages = [
  { to: "/admin/products", name: "Products", icon: Package, parts: ["/admin/groups/", "/admin/new-group"] },
  { to: "/admin/import", name: "Import", icon: FileUp, parts: [] },
  { to: "/admin/orders", name: "Orders", icon: ReceiptText, parts: ["/admin/shipping", "/admin/visitors"] },
  { to: "/admin/money", name: "Money", icon: Coins, parts: [] },
  { to: "/admin/mails", name: "Mails", icon: Mail, parts: [] },
  { to: "/admin/pages", name: "Pages", icon: FileText, parts: [] },
  { to: "/admin/operations", name: "Operations", icon: Activity, parts: [] },
] as const;

const current = "bg-accent-soft! text-accent!";

/** On a phone the pages move to the lower edge, where the thumb is. */
export function AdminHeader({ signOut }: { signOut: ReactNode }) {
  const path = useLocation({ select: ({ pathname }) => pathname });
  return (
    <header className="print:hidden @container sticky top-0 z-30 border-b border-line bg-surface">
      <OfflineBar />
      <div className="mx-auto flex min-h-16 max-w-7xl flex-wrap items-center gap-x-6 px-4 sm:px-8">
        <Link to="/admin/products" aria-label="Souk, the store" className="rounded-md">
          <Logo />
        </Link>
        <nav
          aria-label="Store"
          className="store-pages flex gap-1 max-md:fixed max-md:flex-wrap max-md:gap-x-0 max-md:inset-x-0 max-md:bottom-0 max-md:z-30 max-md:border-t max-md:border-line max-md:bg-surface max-md:px-1 max-md:pt-1.5 max-md:pb-[max(0.375rem,env(safe-area-inset-bottom))]"
        >
          {pages.map(({ to, name, icon: Icon, parts }) => {
            const isPart = parts.some((part) => path.startsWith(part));
            return (
              <Link
                key={to}
                to={to}
                aria-current={isPart ? "true" : undefined}
                className={clsx(
                  isPart && current,
                  "flex items-center gap-2 rounded-full px-3.5 py-2 text-sm font-medium text-muted wrap-normal transition-colors hover:bg-sunken hover:text-ink max-md:flex-1 max-md:flex-col max-md:gap-0.5 max-md:rounded-md max-md:px-0.5 max-md:py-1.5 max-md:text-[0.6875rem]",
                )}
                activeProps={{ className: current }}
              >
                <Icon size={18} aria-hidden />
                {name}
              </Link>
            );
          })}
        </nav>
        <div className="ms-auto flex items-center">
          <Link to="/" className={buttonStyle({ look: "quiet", className: "max-sm:size-11 max-sm:px-0" })}>
            <Store size={20} aria-hidden />
            <span className="max-lg:sr-only">Go to the shop</span>
          </Link>
          <ThemeSwitch />
          {signOut}
        </div>
      </div>
    </header>
  );
}
