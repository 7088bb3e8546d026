import { showNumber } from "@/lib/locale";
import { useQuery, keepPreviousData } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ReceiptText, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { ListView } from "@/components/ui/list-view";
import { Notice } from "@/components/ui/notice";
import type { Order } from "@/lib/api-client";
import { mostSorted, ordersQuery, pageSize } from "../api/list-orders";
import { pageOf, sortOrders } from "../model/order-query";
import { isFiltered, type OrderSearch, type OrderSort } from "../model/order-search";
import { OrderTable, OrderTableSkeleton } from "./order-table";

type Props = { search: OrderSearch; onSort: (sort: OrderSort | undefined) => void; onShowAll: () => void };

export function OrderList({ search, onSort, onShowAll }: Props) {
  const page = useQuery({ ...ordersQuery(search), placeholderData: keepPreviousData });
  return (
    <div className="flex flex-col gap-4">
      <ListView
        query={page}
        rows={page.data?.orders}
        what="The orders"
        skeleton={<OrderTableSkeleton rows={12} />}
        stale="Payment is not responding. You see the last known orders. We keep trying."
        empty={<Nothing search={search} onShowAll={onShowAll} />}
      >
        {(orders) => <Listed search={search} orders={orders} next={page.data?.next} onSort={onSort} />}
      </ListView>
    </div>
  );
}

type ListedProps = {
  search: OrderSearch;
  orders: readonly Order[];
  next: string | undefined;
  onSort: Props["onSort"];
};

function Listed({ search, orders, next, onSort }: ListedProps) {
  if (!search.sort) {
    return (
      <>
        <OrderTable orders={orders} sort={undefined} onSort={onSort} />
        <Pages count={`${orders.length} ${orders.length === 1 ? "order" : "orders"} on this page`}>
          {search.cursor && <PageLink search={{ ...search, cursor: undefined }}>Newest</PageLink>}
          {next && <PageLink search={{ ...search, cursor: next }}>Older</PageLink>}
        </Pages>
      </>
    );
  }
  const page = pageOf(sortOrders(orders, search.sort), search, pageSize);
  return (
    <>
      {next && (
        <Notice tone="plain">
          The newest {showNumber(mostSorted)} matching orders are sorted. Choose earlier days to see older
          ones.
        </Notice>
      )}
      <OrderTable orders={page.shown} sort={search.sort} onSort={onSort} />
      <Pages count={`${page.from} to ${page.to} of ${showNumber(orders.length)}`}>
        {page.previous && <PageLink search={{ ...search, page: page.previous }}>Previous</PageLink>}
        {page.next && <PageLink search={{ ...search, page: page.next }}>Next</PageLink>}
      </Pages>
    </>
  );
}

function Pages({ count, children }: { count: string; children: ReactNode }) {
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3">
      <p role="status" className="text-sm text-muted tabular-nums">
        {count}
      </p>
      <div className="flex gap-2">{children}</div>
    </nav>
  );
}

function PageLink({ search, children }: { search: OrderSearch; children: string }) {
  return (
    <Link to="/admin/orders" search={search} className={buttonStyle({})}>
      {children}
    </Link>
  );
}

function Nothing({ search, onShowAll }: { search: OrderSearch; onShowAll: () => void }) {
  if (isFiltered(search) || search.cursor) {
    return (
      <Empty
        icon={<SearchX size={28} />}
        title="No orders found"
        action={<Button onClick={onShowAll}>Show all orders</Button>}
      >
        Try another status, product or time.
      </Empty>
    );
  }
  return (
    <Empty icon={<ReceiptText size={28} />} title="No orders yet">
      Orders appear here as soon as customers place them.
    </Empty>
  );
}
