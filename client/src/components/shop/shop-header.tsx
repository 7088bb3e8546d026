import { Link } from "@tanstack/react-router";
import { ReceiptText } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button";
import { Logo } from "./logo";
import { OfflineBar } from "./offline-bar";
import { ThemeSwitch } from "./theme-switch";

export function ShopHeader({ account, cart }: { account: ReactNode; cart: ReactNode }) {
  return (
    <header className="print:hidden @container sticky top-0 z-30 border-b border-line bg-surface">
      <OfflineBar />
      <div className="mx-auto flex min-h-16 max-w-7xl flex-wrap items-center justify-between gap-x-2 px-4 sm:px-8">
        <Link to="/" aria-label="Souk, home" className="rounded-md">
          <Logo />
        </Link>
        <nav aria-label="Shop" className="flex flex-wrap items-center justify-end sm:gap-1">
          <Link
            to="/orders"
            className={buttonStyle({ look: "quiet", className: "max-sm:size-11 max-sm:px-0" })}
            activeProps={{ className: "bg-sunken" }}
          >
            <ReceiptText size={20} aria-hidden />
            <span className="max-sm:sr-only">My orders</span>
          </Link>
          {account}
          <ThemeSwitch />
          {cart}
        </nav>
      </div>
    </header>
  );
}
