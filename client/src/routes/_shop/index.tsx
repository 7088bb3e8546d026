import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { PackageOpen, SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
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
    // Refining what was typed is one step for Back; starting to search, sorting and filtering are their own.
    const refining = Boolean(search.q) && next.q !== search.q;
    void navigate({ search: next, replace: refining, resetScroll: false });
  }

  return (
    <div className="flex flex-col gap-3 sm:gap-6">
      {isNarrowed(search) ? <h1 className="sr-only">{headline(search)}</h1> : <ShopBanner />}
      <SearchBar search={search} onSearch={show} />
      <p role="status" className="-mb-2 min-h-5 text-sm text-muted">
        {grid.isSuccess && countText(grid.total ?? grid.products.length, search)}
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
  if (grid.isPending) return <ProductGridSkeleton />;
  if (!grid.data) {
    return (
      <Failed
        what="The products"
        error={grid.error}
        onRetry={() => void grid.refetch()}
        retrying={grid.isFetching}
      />
    );
  }
  if (grid.products.length === 0)
    return isNarrowed(search) ? <NoMatch search={search} onShowAll={onShowAll} /> : <NothingYet />;
  return (
    <>
      {grid.isError && (
        <Notice tone="warn" alert>
          The shop does not answer at the moment. You see the products as they were; we keep trying.
        </Notice>
      )}
      <ProductGrid products={grid.products} observe={grid.observe} />
      <div role="status">
        {grid.hasMoved && (
          <ListHasChanged onReload={() => void grid.refetch()} reloading={grid.isRefetching} />
        )}
      </div>
      {grid.hasNextPage && (
        <Button
          size="lg"
          className="mx-auto mt-4"
          disabled={grid.isFetchingNextPage}
          onClick={() => void grid.fetchNextPage()}
        >
          {grid.isFetchingNextPage ? "Loading…" : "Show more"}
        </Button>
      )}
    </>
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
      title="Nothing matches"
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
    <Empty icon={<PackageOpen size={28} />} title="The shelves are still empty">
      Products appear here as soon as the store adds them.
    </Empty>
  );
}
