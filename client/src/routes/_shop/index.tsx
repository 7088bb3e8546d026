import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { PackageOpen, SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { productsQuery } from "@/features/catalog/api/list-products";
import { ProductGrid, ProductGridSkeleton } from "@/features/catalog/components/product-grid";
import { SearchBar } from "@/features/catalog/components/search-bar";
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
    <div className="flex flex-col gap-6">
      <ShopBanner />
      <SearchBar search={search} onSearch={show} />
      <p role="status" className="-mb-2 text-sm text-muted">
        {grid.isSuccess && countText(grid.total ?? grid.products.length, search)}
      </p>
      <Results grid={grid} search={search} onShowAll={() => show({})} />
    </div>
  );
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
    return isNarrowed(search) ? <NoMatch onShowAll={onShowAll} /> : <NothingYet />;
  return (
    <>
      {grid.isError && (
        <Notice tone="warn" alert>
          The shop does not answer at the moment. You see the products as they were; we keep trying.
        </Notice>
      )}
      <ProductGrid products={grid.products} />
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

function NoMatch({ onShowAll }: { onShowAll: () => void }) {
  return (
    <Empty
      icon={<SearchX size={28} />}
      title="Nothing matches"
      action={<Button onClick={onShowAll}>Show all products</Button>}
    >
      Try fewer or other words, or look at what is sold out, too.
    </Empty>
  );
}

function NothingYet() {
  return (
    <Empty icon={<PackageOpen size={28} />} title="The shelves are still empty">
      As soon as the store adds a product, it is here.
    </Empty>
  );
}
