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
  const show = (next: OrderSearch) => void navigate({ search: next, resetScroll: false });
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title="Orders" actions={<ExportButton search={search} />} />
      <OrderFilters search={search} onSearch={show} />
      <OrderList search={search} onSort={(sort) => show({ ...search, sort })} onShowAll={() => show({})} />
    </div>
  );
}
