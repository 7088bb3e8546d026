import { showNumber } from "@/lib/locale";
import { clsx } from "clsx";
import { Link } from "@tanstack/react-router";
import { ChartNoAxesColumn, Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import {
  CardCell,
  CardRow,
  CardTable,
  CardTableBody,
  CardTableHead,
  CardTableHeader,
  CardTableSkeleton,
} from "@/components/ui/card-table";
import { EditInPlace } from "@/components/ui/edit-in-place";
import { VariantArt } from "@/components/ui/art-of";
import { Skeleton } from "@/components/ui/skeleton";
import type { Product } from "@/lib/api-client";
import { showAge, showDate } from "@/lib/dates";
import { ownImage } from "@/lib/image";
import { showMoney, writeMoney } from "@/lib/money";
import { readPrice, readStock } from "@/lib/product-input";
import { limitText } from "@/lib/sale-words";
import { useSale } from "@/lib/use-sale";
import type { Changes } from "../model/changes";

type RowActions = {
  onChoose: (product: Product, chosen: boolean) => void;
  onSave: (base: Product, changes: Changes) => void;
  onEditing: (editing: boolean) => void;
  onEdit: (product: Product) => void;
  onDelete: (product: Product) => void;
};

type Props = RowActions & {
  products: readonly Product[];
  chosen: ReadonlySet<string>;
  onChooseAll: (chosen: boolean) => void;
};

export function StockTable({ products, chosen, onChooseAll, ...actions }: Props) {
  const all = products.every(({ id }) => chosen.has(id));
  const some = products.some(({ id }) => chosen.has(id));
  const chooseAll = <Checkbox label="Select all" checked={all} mixed={some && !all} onChange={onChooseAll} />;
  return (
    <>
      <label className="flex h-11 items-center gap-3 self-start text-sm font-medium md:hidden">
        {chooseAll} Select all
      </label>
      <CardTable label="Products">
        <Head chooseAll={chooseAll} />
        <CardTableBody>
          {products.map((product) => (
            <Row key={product.id} product={product} chosen={chosen.has(product.id)} {...actions} />
          ))}
        </CardTableBody>
      </CardTable>
    </>
  );
}

function Head({ chooseAll }: { chooseAll: ReactNode }) {
  return (
    <CardTableHead>
      <CardTableHeader className="w-12">
        <span className="max-md:hidden">{chooseAll}</span>
      </CardTableHeader>
      <CardTableHeader>Product</CardTableHeader>
      <CardTableHeader className="w-32 text-end">Price</CardTableHeader>
      <CardTableHeader className="w-32 text-end">Stock</CardTableHeader>
      <CardTableHeader className="w-40 ps-8 max-lg:hidden">Changed</CardTableHeader>
      <CardTableHeader className="w-40">
        <span className="sr-only">Actions</span>
      </CardTableHeader>
    </CardTableHead>
  );
}

function Row({
  product,
  chosen,
  onChoose,
  onSave,
  onEditing,
  onEdit,
  onDelete,
}: RowActions & { product: Product; chosen: boolean }) {
  const { name, price, quantity, available } = product;
  return (
    <CardRow
      className={clsx("max-md:relative max-md:grid-cols-[1fr_1fr_auto]", chosen && "bg-accent-soft/60!")}
      aria-selected={chosen}
    >
      <CardCell className="max-md:absolute max-md:top-3 max-md:end-3">
        <Checkbox label={`Select ${name}`} checked={chosen} onChange={(next) => onChoose(product, next)} />
      </CardCell>
      <CardCell className="max-md:col-span-3">
        <div className="flex items-center gap-3 max-md:pe-10">
          <VariantArt product={product} className="size-11 shrink-0 rounded-md" />
          <div className="min-w-0">
            <p dir="auto" className="line-clamp-2 font-semibold">
              {name}
            </p>
            <SaleNotes product={product} />
            {product.description && (
              <p dir="auto" className="line-clamp-1 text-muted">
                {product.description}
              </p>
            )}
            {product.images.length === 0 && product.image && !ownImage(product.image) && (
              <p className="text-xs text-warn">The picture is on another site, so shoppers do not see it.</p>
            )}
          </div>
        </div>
      </CardCell>
      <CardCell name="Price" className="md:text-end">
        <EditInPlace
          label={`Price of ${name}`}
          value={price}
          show={showMoney}
          write={writeMoney}
          read={(text) => readPrice(text)}
          inputMode="decimal"
          onSave={(next) => onSave(product, { price: next })}
          onEditing={onEditing}
        />
      </CardCell>
      <CardCell name="Stock" className="md:text-end">
        <EditInPlace
          label={`Stock of ${name}`}
          value={quantity}
          show={(value) => (value === 0 ? "Sold out" : showNumber(value))}
          write={String}
          read={readStock}
          inputMode="numeric"
          onSave={(next) => onSave(product, { quantity: next })}
          onEditing={onEditing}
          className={quantity === 0 ? "font-semibold text-bad" : undefined}
        />
        {available < quantity && (
          <p className="text-xs text-muted">{showNumber(quantity - available)} reserved by orders</p>
        )}
      </CardCell>
      <CardCell className="text-muted max-lg:hidden lg:ps-8">
        <time dateTime={product.updated_at} title={showDate(product.updated_at)}>
          {showAge(product.updated_at)}
        </time>
      </CardCell>
      <CardCell className="whitespace-nowrap md:text-end max-md:-me-3 max-md:-mb-2 max-md:flex max-md:items-end">
        <Link
          to="/admin/products/$id"
          params={{ id: product.id }}
          aria-label={`Sale and stock of ${name}`}
          className={buttonStyle({ look: "quiet", size: "icon" })}
        >
          <ChartNoAxesColumn size={18} aria-hidden />
        </Link>
        <Button look="quiet" size="icon" aria-label={`Edit ${name}`} onClick={() => onEdit(product)}>
          <Pencil size={18} aria-hidden />
        </Button>
        <Button look="quiet" size="icon" aria-label={`Delete ${name}`} onClick={() => onDelete(product)}>
          <Trash2 size={18} aria-hidden />
        </Button>
      </CardCell>
    </CardRow>
  );
}

/** A draft or a frozen product, and the terms of a sale. */
function SaleNotes({ product }: { product: Product }) {
  const sale = useSale(product);
  const notes = [
    product.state === "draft" && "Draft",
    product.state === "frozen" && "Frozen",
    sale.kind === "soon" && `Starts ${showDate(sale.startsAt)}`,
    sale.kind === "ended" && "Sale ended",
    limitText(product),
  ].filter(Boolean);
  return notes.length > 0 ? <p className="text-xs font-medium text-accent">{notes.join(" · ")}</p> : null;
}

type CheckboxProps = {
  label: string;
  checked: boolean;
  mixed?: boolean;
  onChange: (checked: boolean) => void;
};

function Checkbox({ label, checked, mixed = false, onChange }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      className="block size-5 accent-accent"
      checked={checked}
      ref={(box) => {
        if (box) box.indeterminate = mixed;
      }}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}

export function StockTableSkeleton({ rows }: { rows: number }) {
  return (
    <CardTableSkeleton label="Loading the products" rows={rows} rowStyle="gap-4 md:h-[4.05rem]">
      <Skeleton className="size-11 shrink-0" />
      <div className="flex-1">
        <Skeleton className="h-4 w-2/5" />
        <Skeleton className="mt-2 h-3 w-3/5" />
      </div>
      <Skeleton className="h-4 w-16" />
      <Skeleton className="h-4 w-12 max-md:hidden" />
    </CardTableSkeleton>
  );
}
