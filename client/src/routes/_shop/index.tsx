import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { PackageOpen, SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { ListView, ShowMore } from "@/components/ui/list-view";
import { Notice } from "@/components/ui/notice";
import { productsQuery } from "@/features/catalog/api/list-products";
import { ProductGrid, ProductGridSkeleton } from "@/features/catalog/components/product-grid";
import { SearchBar } from "@/features/catalog/components/search-bar";
import { Suggestions } from "@/features/catalog/components/suggestions";
import { ShopBanner } from "@/features/catalog/components/shop-banner";
import { useProductGrid } from "@/features/catalog/hooks/use-product-grid";
import { isNarrowed, parseSearch, type CatalogSearch } from "@/features/catalog/model/search";
import { showNumber } from "@/lib/locale";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/_shop/")({
  validateSearch: parseSearch,
  loaderDeps: ({ search }) => search,
  // Not awaited: the page shows its skeleton meanwhile.
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(productsQuery(deps)),
  component: Shop,
});

function Shop() {
  const search = Route.useSearch();
  const navigate = useNavigate({ from: "/" });
  const grid = useProductGrid(search);
  useTitle(search.q && `“${search.q}”`);

  function show(next: CatalogSearch) {
    // Typing on replaces the history entry. A new search, sort or filter adds one.
    const refining = Boolean(search.q) && next.q !== search.q;
    void navigate({ search: next, replace: refining, resetScroll: false });
  }

  return (
    <div className="flex flex-col gap-3 sm:gap-6">
      {isNarrowed(search) ? <h1 className="sr-only">{headline(search)}</h1> : <ShopBanner />}
      <SearchBar search={search} onSearch={show} />
      <p role="status" className="-mb-2 min-h-5 text-sm text-muted">
        {grid.isSuccess && countText(grid.total, search)}
      </p>
      <Results grid={grid} search={search} onShowAll={() => show({})} />
    </div>
  );
}

function headline({ q }: CatalogSearch): string {
  return q ? `Search results for “${q}”` : "Products in stock";
}

function countText(count: number, { q, in_stock }: CatalogSearch): string {
  const things = `${showNumber(count)} ${count === 1 ? "product" : "products"}`;
  return [things, in_stock && "in stock", q && `for “${q}”`].filter(Boolean).join(" ");
}

type ResultsProps = { grid: ReturnType<typeof useProductGrid>; search: CatalogSearch; onShowAll: () => void };

function Results({ grid, search, onShowAll }: ResultsProps) {
  return (
    <ListView
      query={grid}
      rows={grid.data && grid.products}
      what="The products"
      skeleton={<ProductGridSkeleton />}
      stale="The shop is not responding. You see the last known products. We keep trying."
      empty={isNarrowed(search) ? <NoMatch search={search} onShowAll={onShowAll} /> : <NothingYet />}
    >
      {(products) => (
        <>
          <ProductGrid products={products} observe={grid.observe} />
          <div role="status">
            {grid.hasMoved && (
              <ListHasChanged onReload={() => void grid.refetch()} reloading={grid.isRefetching} />
            )}
          </div>
          <ShowMore list={grid} size="lg" className="mt-4" />
        </>
      )}
    </ListView>
  );
}

/** The store changed the list while it was read: a product may be missing. */
function ListHasChanged({ onReload, reloading }: { onReload: () => void; reloading: boolean }) {
  return (
    <Notice
      tone="plain"
      action={
        <Button size="sm" disabled={reloading} onClick={onReload}>
          {reloading ? "Reloading…" : "Reload"}
        </Button>
      }
    >
      The list has changed since you opened it.
    </Notice>
  );
}

function NoMatch({ search, onShowAll }: { search: CatalogSearch; onShowAll: () => void }) {
  const { q } = search;
  return (
    <Empty
      icon={<SearchX size={28} />}
      title="No products found"
      action={<Button onClick={onShowAll}>Show all products</Button>}
    >
      <div className="flex flex-col gap-3">
        <p>Try fewer or other words{search.in_stock && ", or show sold-out products too"}.</p>
        {q && <Suggestions search={{ ...search, q }} />}
      </div>
    </Empty>
  );
}

function NothingYet() {
  return (
    <Empty icon={<PackageOpen size={28} />} title="No products yet">
      Products appear here as soon as the store adds them.
    </Empty>
  );
}
