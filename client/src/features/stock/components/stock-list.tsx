import { showNumber } from "@/lib/locale";
import { PackagePlus, SearchX, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import type { Product } from "@/lib/api-client";
import { useEdits } from "../hooks/use-edits";
import { useStock } from "../hooks/use-stock";
import { isNarrowed, type StockSearch } from "../model/search";
import { ConflictDialog } from "./conflict-dialog";
import { DeleteDialog } from "./delete-dialog";
import { ProductDialog, type Target } from "./product-dialog";
import { StockTable, StockTableSkeleton } from "./stock-table";

type Props = {
  search: StockSearch;
  target: Target;
  onTarget: (target: Target) => void;
  onShowAll: () => void;
};

export function StockList({ search, target, onTarget, onShowAll }: Props) {
  const [editing, setEditing] = useState(false);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Product>>(new Map());
  const [doomed, setDoomed] = useState<readonly Product[]>([]);
  const edits = useEdits();
  const stock = useStock(
    search,
    editing || target !== undefined || doomed.length > 0 || edits.conflict !== undefined,
  );

  function choose(products: readonly Product[], on: boolean) {
    const next = new Map(chosen);
    for (const product of products) {
      if (on) next.set(product.id, product);
      else next.delete(product.id);
    }
    setChosen(next);
  }

  const forget = (ids: string[]) => setChosen(new Map([...chosen].filter(([id]) => !ids.includes(id))));

  function closeDelete() {
    setDoomed([]);
    // The row that had the focus may be gone.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.getElementById("content")?.focus();
    });
  }

  function body() {
    if (stock.isPending) return <StockTableSkeleton rows={12} />;
    if (!stock.data) {
      return (
        <Failed
          what="The products"
          error={stock.error}
          onRetry={() => void stock.refetch()}
          retrying={stock.isFetching}
        />
      );
    }
    if (stock.products.length === 0) {
      return isNarrowed(search) ? (
        <NoMatch onShowAll={onShowAll} />
      ) : (
        <NothingYet onCreate={() => onTarget("new")} />
      );
    }
    return (
      <>
        <StockTable
          products={stock.products}
          chosen={new Set(chosen.keys())}
          onChooseAll={(on) => choose(stock.products, on)}
          onChoose={(product, on) => choose([product], on)}
          onSave={(base, changes) => void edits.save({ base, changes })}
          onEditing={setEditing}
          onEdit={onTarget}
          onDelete={(product) => setDoomed([product])}
        />
        {stock.hasNextPage && (
          <Button
            className="self-center"
            disabled={stock.isFetchingNextPage}
            onClick={() => void stock.fetchNextPage()}
          >
            {stock.isFetchingNextPage ? "Loading…" : "Show more"}
          </Button>
        )}
      </>
    );
  }

  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="text-sm text-muted empty:hidden">
        {stock.total > 0 && `${showNumber(stock.total)} ${stock.total === 1 ? "product" : "products"}`}
      </p>
      {stock.data && stock.isError && (
        <Notice tone="warn" alert>
          The shop does not answer at the moment. You see the products as they were; we keep trying.
        </Notice>
      )}
      {body()}
      {chosen.size > 0 && (
        <ChosenBar
          count={chosen.size}
          onClear={() => setChosen(new Map())}
          onDelete={() => setDoomed([...chosen.values()])}
        />
      )}
      <ProductDialog
        target={target}
        onClose={() => onTarget(undefined)}
        onConflict={(conflict) => {
          onTarget(undefined);
          edits.ask(conflict);
        }}
      />
      <DeleteDialog products={doomed} onClose={closeDelete} onDeleted={forget} />
      <ConflictDialog
        conflict={edits.conflict}
        onSave={(edit) => void edits.save(edit)}
        onClose={edits.settle}
      />
    </div>
  );
}

function ChosenBar({
  count,
  onClear,
  onDelete,
}: {
  count: number;
  onClear: () => void;
  onDelete: () => void;
}) {
  return (
    <div
      role="region"
      aria-label="Chosen products"
      className="sticky bottom-20 z-20 mx-auto flex w-full max-w-lg animate-appear items-center gap-2 rounded-full bg-raised py-2 pe-2 ps-5 shadow-float inset-ring-2 inset-ring-accent md:bottom-6"
    >
      <p role="status" className="flex-1 text-sm font-semibold">
        {count} chosen
      </p>
      <Button look="quiet" size="sm" onClick={onClear}>
        Clear
      </Button>
      <Button look="danger" size="sm" onClick={onDelete}>
        <Trash2 size={16} aria-hidden /> Delete
      </Button>
    </div>
  );
}

function NoMatch({ onShowAll }: { onShowAll: () => void }) {
  return (
    <Empty
      icon={<SearchX size={28} />}
      title="Nothing matches"
      action={<Button onClick={onShowAll}>Show all products</Button>}
    >
      No product has these words or this filter.
    </Empty>
  );
}

function NothingYet({ onCreate }: { onCreate: () => void }) {
  return (
    <Empty
      icon={<PackagePlus size={28} />}
      title="The shelves are still empty"
      action={
        <Button look="primary" onClick={onCreate}>
          Add the first product
        </Button>
      }
    >
      Add one by hand, or import a whole catalogue from a CSV file.
    </Empty>
  );
}
