import { createFileRoute, Link, useNavigate } from "@tanstack/react-router";
import { buttonStyle } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { OrdersExport } from "@/features/store-orders/components/orders-export";
import { OrderFilters } from "@/features/store-orders/components/order-filters";
import { OrderList } from "@/features/store-orders/components/order-list";
import { parseOrderSearch, type OrderSearch } from "@/features/store-orders/model/order-search";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/orders/")({
  validateSearch: parseOrderSearch,
  component: Orders,
});

function Orders() {
  useTitle("Orders");
  const search = Route.useSearch();
  const navigate = useNavigate({ from: "/admin/orders/" });
  const goto = (next: (before: OrderSearch) => OrderSearch) =>
    void navigate({ search: next, resetScroll: false });
  // Update the current address, so that two quick changes are both kept. Return to the first page.
  const change = (changes: OrderSearch) =>
    goto((before) => ({ ...before, cursor: undefined, page: undefined, ...changes }));
  const showAll = () => goto(({ sort }) => ({ sort }));
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title="Orders" actions={<Actions search={search} />} />
      <OrderFilters search={search} onChange={change} onClear={showAll} />
      <OrderList search={search} onSort={(sort) => change({ sort })} onShowAll={showAll} />
    </div>
  );
}

function Actions({ search }: { search: OrderSearch }) {
  return (
    <>
      <Link to="/admin/shipping" className={buttonStyle({})}>
        To ship
      </Link>
      <Link to="/admin/visitors" search={{}} className={buttonStyle({})}>
        Who orders
      </Link>
      <OrdersExport search={search} />
    </>
  );
}
