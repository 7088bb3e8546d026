import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { PageHeader } from "@/components/ui/page-header";
import { FindOrder } from "@/features/store-orders/components/find-order";
import { OperationsBoard } from "@/features/operations/components/operations-board";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/operations")({ component: OperationsPage });

function OperationsPage() {
  useTitle("Operations");
  const navigate = useNavigate();
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title="Operations"
        actions={<FindOrder onFind={(pk) => void navigate({ to: "/admin/orders/$pk", params: { pk } })} />}
      >
        Requests to both services and the streams between them, second by second.
      </PageHeader>
      <OperationsBoard />
    </div>
  );
}
