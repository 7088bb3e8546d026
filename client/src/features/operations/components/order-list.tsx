import { showNumber } from "@/lib/locale";
import { useQuery, keepPreviousData } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ReceiptText, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { mostSorted, ordersQuery, pageSize, type OrderPage } from "../api/list-orders";
import { isFiltered, pageOf, sortOrders, type OrderSearch, type OrderSort } from "../model/order-search";
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
      <Listed search={search} page={page.data} onSort={onSort} />
    </div>
  );
}

type ListedProps = { search: OrderSearch; page: OrderPage; onSort: Props["onSort"] };

function Listed({ search, page: { orders, next }, onSort }: ListedProps) {
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
          The newest {showNumber(mostSorted)} that match are sorted. Narrow the days to reach older ones.
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
