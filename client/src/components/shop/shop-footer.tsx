import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

export const footerLink = "rounded-sm underline-offset-4 hover:text-ink hover:underline";

/**
 * `pages`: links to the owner's pages. They have room of their own, two lines on a phone, so that nothing moves when they come. The last link
 * is a plain one, because the admin is a separate bundle.
 */
export function ShopFooter({ pages }: { pages: ReactNode }) {
  return (
    <footer className="border-t border-line bg-sunken print:hidden">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center justify-between gap-x-8 gap-y-4 px-4 py-6 text-sm text-muted sm:px-8">
        <p>You pay only for what you get: stock is reserved before you are charged.</p>
        <nav aria-label="More" className="flex flex-wrap gap-x-6 gap-y-2">
          <Link to="/" search={{}} className={footerLink}>
            All products
          </Link>
          <Link to="/" search={{ in_stock: true }} className={footerLink}>
            In stock now
          </Link>
          <Link to="/orders" className={footerLink}>
            My orders
          </Link>
          <Link to="/orders/find" className={footerLink}>
            Find an order
          </Link>
          <a href="/admin" className={footerLink}>
            Manage the store
          </a>
        </nav>
        <div className="min-h-12 w-full sm:min-h-5">{pages}</div>
      </div>
    </footer>
  );
}
