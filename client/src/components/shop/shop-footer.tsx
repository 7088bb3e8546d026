import { Link } from "@tanstack/react-router";

const link = "rounded-sm underline-offset-4 hover:text-ink hover:underline";

/** The last is a plain link: the store's own pages are another bundle. */
export function ShopFooter() {
  return (
    <footer className="border-t border-line bg-sunken">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center justify-between gap-x-8 gap-y-4 px-4 py-6 text-sm text-muted sm:px-8">
        <p>You pay only for what you get: stock is reserved before you are charged.</p>
        <nav aria-label="More" className="flex flex-wrap gap-x-6 gap-y-2">
          <Link to="/" search={{}} className={link}>
            All products
          </Link>
          <Link to="/" search={{ in_stock: true }} className={link}>
            In stock now
          </Link>
          <Link to="/orders" className={link}>
            My orders
          </Link>
          <a href="/admin" className={link}>
            Manage the store
          </a>
        </nav>
      </div>
    </footer>
  );
}
