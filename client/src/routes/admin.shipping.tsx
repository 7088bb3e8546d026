import { createFileRoute, Link } from "@tanstack/react-router";
import { buttonStyle } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { PackingList } from "@/features/shipping/components/packing-list";
import { PrintButton } from "@/features/shipping/components/print-button";
import { parseShippingSearch } from "@/features/shipping/model/shipping-search";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/shipping")({
  validateSearch: parseShippingSearch,
  component: Shipping,
});

function Shipping() {
  useTitle("To ship");
  const { cursor } = Route.useSearch();
  const actions = (
    <>
      <Link to="/admin/orders" className={buttonStyle({ className: "print:hidden" })}>
        All orders
      </Link>
      <PrintButton />
    </>
  );
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title="To ship" actions={actions}>
        Paid orders that are not shipped, oldest first.
      </PageHeader>
      <PackingList cursor={cursor} />
    </div>
  );
}
