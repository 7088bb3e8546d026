import { createFileRoute, Link, useNavigate } from "@tanstack/react-router";
import { FileUp, Layers, Plus } from "lucide-react";
import { useState } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { SearchField } from "@/components/ui/search-field";
import { pagesQuery } from "@/features/pages/api/list-pages";
import { MissingPages } from "@/features/pages/components/missing-pages";
import type { Target } from "@/features/stock/components/product-dialog";
import { StockList } from "@/features/stock/components/stock-list";
import { parseStockSearch, sorts, type StockSearch, type StockSort } from "@/features/stock/model/search";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/products")({
  validateSearch: parseStockSearch,
  // Known before the page is there, so that nothing moves; where it cannot be read, the page comes without it.
  loader: ({ context: { queryClient } }) => queryClient.prefetchQuery(pagesQuery),
  component: Products,
});

function Products() {
  useTitle("Products");
  const search = Route.useSearch();
  const navigate = useNavigate({ from: "/admin/products" });
  const [target, setTarget] = useState<Target>();

  // Update the current address, so that two quick changes are both kept.
  function change(changes: StockSearch) {
    const refining = Boolean(search.q) && "q" in changes;
    void navigate({
      search: (before) => ({ ...before, ...changes }),
      replace: refining,
      resetScroll: false,
    });
  }

  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title="Products"
        actions={
          <>
            <Link to="/admin/import" className={buttonStyle({ className: "max-md:hidden" })}>
              <FileUp size={18} aria-hidden /> Import
            </Link>
            <Link to="/admin/new-group" className={buttonStyle()}>
              <Layers size={18} aria-hidden /> New variants
            </Link>
            <Button look="primary" onClick={() => setTarget("new")}>
              <Plus size={18} aria-hidden /> New product
            </Button>
          </>
        }
      />
      <MissingPages />
      <search className="grid grid-cols-2 gap-3 md:flex">
        <SearchField
          label="Search products"
          className="col-span-2 flex-1"
          value={search.q ?? ""}
          onSearch={(q) => change({ q: q || undefined })}
        />
        <SelectField
          label="Stock"
          hideLabel
          className="min-w-0 md:w-40"
          value={search.in_stock === undefined ? "" : String(search.in_stock)}
          onChange={({ target: { value } }) => change({ in_stock: value ? value === "true" : undefined })}
        >
          <option value="">All stock</option>
          <option value="true">In stock</option>
          <option value="false">Sold out</option>
        </SelectField>
        <SelectField
          label="Sort by"
          hideLabel
          className="min-w-0 md:w-52"
          value={search.sort ?? (search.q ? "" : "newest")}
          onChange={({ target: { value } }) =>
            change({ sort: (value || undefined) as StockSort | undefined })
          }
        >
          {search.q && <option value="">Best match</option>}
          {Object.entries(sorts).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </SelectField>
      </search>
      <StockList
        search={search}
        target={target}
        onTarget={setTarget}
        onShowAll={() => change({ q: undefined, in_stock: undefined })}
      />
    </div>
  );
}
