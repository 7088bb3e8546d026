import { showNumber } from "@/lib/locale";
import { PackagePlus, SearchX, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { ListView, ShowMore } from "@/components/ui/list-view";
import type { Product } from "@/lib/api-client";
import { useEdits } from "../hooks/use-edits";
import { useStock } from "../hooks/use-stock";
import { isNarrowed, type StockSearch } from "../model/search";
import { ConflictDialog } from "./conflict-dialog";
import { DeleteDialog } from "./delete-dialog";
import { SaleStepButtons } from "./sale-step-buttons";
import { SaleStepDialog, type StepWanted } from "./sale-step-dialog";
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
  const [wanted, setWanted] = useState<StepWanted>();
  const edits = useEdits();
  const stock = useStock(
    search,
    editing ||
      target !== undefined ||
      doomed.length > 0 ||
      wanted !== undefined ||
      edits.conflict !== undefined,
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

  /** The selected products as the list has them now. */
  function chosenNow() {
    const listed = new Map(stock.products.map((product) => [product.id, product]));
    return [...chosen.values()].map((product) => listed.get(product.id) ?? product);
  }

  function closeQuestion() {
    setDoomed([]);
    setWanted(undefined);
    // The row that had the focus may be gone.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.getElementById("content")?.focus();
    });
  }

  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="text-sm text-muted empty:hidden">
        {stock.total > 0 && `${showNumber(stock.total)} ${stock.total === 1 ? "product" : "products"}`}
      </p>
      <ListView
        query={stock}
        rows={stock.data && stock.products}
        what="The products"
        skeleton={<StockTableSkeleton rows={12} />}
        stale="The shop is not responding. You see the last known products. We keep trying."
        empty={
          isNarrowed(search) ? (
            <NoMatch onShowAll={onShowAll} />
          ) : (
            <NothingYet onCreate={() => onTarget("new")} />
          )
        }
      >
        {(products) => (
          <>
            <StockTable
              products={products}
              chosen={new Set(chosen.keys())}
              onChooseAll={(on) => choose(products, on)}
              onChoose={(product, on) => choose([product], on)}
              onSave={(base, changes) => void edits.save({ base, changes })}
              onEditing={setEditing}
              onEdit={onTarget}
              onDelete={(product) => setDoomed([product])}
            />
            <ShowMore list={stock} />
          </>
        )}
      </ListView>
      {chosen.size > 0 && (
        <ChosenBar
          products={chosenNow()}
          onClear={() => setChosen(new Map())}
          onDelete={() => setDoomed([...chosen.values()])}
          onStep={setWanted}
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
      <DeleteDialog products={doomed} onClose={closeQuestion} onDeleted={forget} />
      <SaleStepDialog wanted={wanted} onClose={closeQuestion} onDone={forget} />
      <ConflictDialog
        conflict={edits.conflict}
        onSave={(edit) => void edits.save(edit)}
        onClose={edits.settle}
      />
    </div>
  );
}

type ChosenProps = {
  products: readonly Product[];
  onClear: () => void;
  onDelete: () => void;
  onStep: (wanted: StepWanted) => void;
};

function ChosenBar({ products, onClear, onDelete, onStep }: ChosenProps) {
  return (
    <div
      role="region"
      aria-label="Selected products"
      className="sticky bottom-20 z-20 mx-auto flex w-full max-w-2xl animate-appear flex-wrap items-center justify-end gap-2 rounded-lg bg-raised py-2 pe-2 ps-5 shadow-float inset-ring-2 inset-ring-accent md:bottom-6"
    >
      <p role="status" className="flex-1 text-sm font-semibold whitespace-nowrap">
        {products.length} selected
      </p>
      <Button look="quiet" size="sm" onClick={onClear}>
        Clear
      </Button>
      <SaleStepButtons products={products} onStep={onStep} />
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
      title="No products found"
      action={<Button onClick={onShowAll}>Show all products</Button>}
    >
      No product matches your search or filter.
    </Empty>
  );
}

function NothingYet({ onCreate }: { onCreate: () => void }) {
  return (
    <Empty
      icon={<PackagePlus size={28} />}
      title="No products yet"
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
