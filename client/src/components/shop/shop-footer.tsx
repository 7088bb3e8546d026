/** A plain link to the store's own pages: they are another bundle. */
export function ShopFooter() {
  return (
    <footer className="border-t border-line bg-sunken">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center justify-between gap-4 px-4 py-6 text-sm text-muted sm:px-8">
        <p>Souk. Every unit counted, every order kept.</p>
        <a href="/admin" className="rounded-sm underline underline-offset-4 hover:text-ink">
          For the store&apos;s owner
        </a>
      </div>
    </footer>
  );
}
