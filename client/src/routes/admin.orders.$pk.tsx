import { createFileRoute, Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { PageHeader } from "@/components/ui/page-header";
import { OrderPath } from "@/features/operations/components/order-path";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/orders/$pk")({ component: OrderPage });

function OrderPage() {
  const { pk } = Route.useParams();
  useTitle(`Order ${pk.slice(-6)}`);
  return (
    <div className="flex flex-col gap-6">
      <Link
        to="/admin/orders"
        className="inline-flex items-center gap-1.5 self-start rounded-sm text-sm font-medium text-muted hover:text-ink"
      >
        <ArrowLeft size={16} aria-hidden /> All orders
      </Link>
      <PageHeader title="Order">
        <span className="font-mono text-sm break-all">{pk}</span>
      </PageHeader>
      <OrderPath key={pk} pk={pk} />
    </div>
  );
}
