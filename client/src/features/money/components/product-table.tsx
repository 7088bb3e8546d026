import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { CardCell, CardRow, CardTable, CardTableBody, CardTableHead } from "@/components/ui/card-table";
import { SortHeader } from "@/components/ui/sort-header";
import { showNumber } from "@/lib/locale";
import { showMoney } from "@/lib/money";
import type { Turnover } from "../api/get-turnover";
import {
  nextSort,
  refusedOf,
  sortProducts,
  type ProductColumn,
  type ProductSort,
} from "../model/product-sort";

const columns: { by: ProductColumn; name: string }[] = [
  { by: "name", name: "Product" },
  { by: "units", name: "Units sold" },
  { by: "sell_through", name: "Part of stock sold" },
  { by: "refused", name: "Refused orders" },
  { by: "captured", name: "Paid" },
  { by: "refunded", name: "Refunded" },
  { by: "net", name: "Net" },
];

/** By product; those that brought least are one row at the end. */
export function ProductTable({ turnover }: { turnover: Turnover }) {
  const [sort, setSort] = useState<ProductSort>({ by: "net", descending: true });
  const { products, other_products: others, unassigned_refunds: unassigned, currency } = turnover;
  const direction = sort.descending ? "descending" : "ascending";
  return (
    <CardTable label="Turnover by product">
      <CardTableHead>
        {columns.map(({ by, name }) => (
          <SortHeader
            key={by}
            name={name}
            right={by !== "name"}
            direction={by === sort.by ? direction : "none"}
            onClick={() => setSort(nextSort(sort, by))}
          />
        ))}
      </CardTableHead>
      <CardTableBody>
        {sortProducts(products, sort).map((product) => (
          <CardRow key={product.product_id}>
            <CardCell wide>
              <Link
                to="/admin/orders"
                search={{ product: product.product_id }}
                dir="auto"
                className="rounded-sm font-semibold wrap-anywhere underline-offset-4 hover:underline"
              >
                {product.name || "A deleted product"}
              </Link>
            </CardCell>
            <Numbers {...product} refused={refusedOf(product)} currency={currency} />
          </CardRow>
        ))}
        {others.products > 0 && (
          <CardRow>
            <CardCell wide className="text-muted">
              {others.products === 1 ? "1 other product" : `${showNumber(others.products)} other products`}
            </CardCell>
            <Numbers {...others} currency={currency} />
          </CardRow>
        )}
        {unassigned !== 0 && (
          <CardRow>
            <CardCell wide className="text-muted">
              Refunds not assigned to a product
            </CardCell>
            <Numbers units={0} captured={0} refunded={unassigned} net={-unassigned} currency={currency} />
          </CardRow>
        )}
      </CardTableBody>
    </CardTable>
  );
}

type NumbersProps = Pick<Turnover, "captured" | "refunded" | "net" | "currency"> & {
  units: number;
  sell_through?: number | null;
  refused?: number;
};

function Numbers({ units, sell_through, refused, captured, refunded, net, currency }: NumbersProps) {
  const look = "tabular-nums md:text-end";
  return (
    <>
      <CardCell name="Units sold" className={look}>
        {showNumber(units)}
      </CardCell>
      <CardCell name="Part of stock sold" className={look}>
        {sell_through == null ? "–" : `${sell_through} %`}
      </CardCell>
      <CardCell name="Refused orders" className={look}>
        {refused === undefined ? "–" : showNumber(refused)}
      </CardCell>
      <CardCell name="Paid" className={look}>
        {showMoney(captured, currency)}
      </CardCell>
      <CardCell name="Refunded" className={look}>
        {showMoney(refunded, currency)}
      </CardCell>
      <CardCell name="Net" className={`font-medium ${look}`}>
        {showMoney(net, currency)}
      </CardCell>
    </>
  );
}
