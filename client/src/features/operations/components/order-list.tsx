import { useQuery, keepPreviousData } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ReceiptText, SearchX } from "lucide-react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { ordersQuery, type OrderPage } from "../api/list-orders";
import { isFiltered, type OrderSearch, type OrderSort } from "../model/order-search";
import { OrderTable, OrderTableSkeleton } from "./order-table";

type Props = { search: OrderSearch; onSort: (sort: OrderSort | undefined) => void; onShowAll: () => void };

export function OrderList({ search, onSort, onShowAll }: Props) {
  const page = useQuery({ ...ordersQuery(search), placeholderData: keepPreviousData });
  if (page.isPending) return <OrderTableSkeleton rows={12} />;
  if (!page.data) {
    return (
      <Failed
        what="The orders"
        error={page.error}
        onRetry={() => void page.refetch()}
        retrying={page.isFetching}
      />
    );
  }
  if (page.data.orders.length === 0) return <Nothing search={search} onShowAll={onShowAll} />;
  return (
    <div className="flex flex-col gap-4">
      {page.isError && (
        <Notice tone="warn" alert>
          Payment does not answer at the moment. You see the orders as they were; we keep trying.
        </Notice>
      )}
      <OrderTable orders={page.data.orders} sort={search.sort} onSort={onSort} />
      <Pages search={search} page={page.data} />
    </div>
  );
}

function Pages({ search, page }: { search: OrderSearch; page: OrderPage }) {
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3">
      <p role="status" className="text-sm text-muted">
        {page.orders.length} {page.orders.length === 1 ? "order" : "orders"} on this page
        {search.sort && ", sorted within it"}
      </p>
      <div className="flex gap-2">
        {search.cursor && (
          <Link to="/admin/orders" search={{ ...search, cursor: undefined }} className={buttonStyle({})}>
            Newest
          </Link>
        )}
        {page.next && (
          <Link to="/admin/orders" search={{ ...search, cursor: page.next }} className={buttonStyle({})}>
            Older
          </Link>
        )}
      </div>
    </nav>
  );
}

function Nothing({ search, onShowAll }: { search: OrderSearch; onShowAll: () => void }) {
  if (isFiltered(search) || search.cursor) {
    return (
      <Empty
        icon={<SearchX size={28} />}
        title="No order matches"
        action={<Button onClick={onShowAll}>Show all orders</Button>}
      >
        Try another status, product or time.
      </Empty>
    );
  }
  return (
    <Empty icon={<ReceiptText size={28} />} title="No orders yet">
      The first order shows here as soon as somebody places it.
    </Empty>
  );
}
