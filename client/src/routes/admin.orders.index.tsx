import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { PageHeader } from "@/components/ui/page-header";
import { ExportButton } from "@/features/operations/components/export-button";
import { OrderFilters } from "@/features/operations/components/order-filters";
import { OrderList } from "@/features/operations/components/order-list";
import { parseOrderSearch, type OrderSearch } from "@/features/operations/model/order-search";
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
  // From what the address is by then, so that two changes in quick succession are both kept; to the first page.
  const change = (changes: OrderSearch) =>
    goto((before) => ({ ...before, cursor: undefined, page: undefined, ...changes }));
  const showAll = () => goto(({ sort }) => ({ sort }));
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title="Orders" actions={<ExportButton search={search} />} />
      <OrderFilters search={search} onChange={change} onClear={showAll} />
      <OrderList search={search} onSort={(sort) => change({ sort })} onShowAll={showAll} />
    </div>
  );
}
