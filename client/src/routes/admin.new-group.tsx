import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { BackLink } from "@/components/admin/back-link";
import { PageHeader } from "@/components/ui/page-header";
import { GroupForm } from "@/features/stock/components/group-form";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/new-group")({ component: NewGroup });

function NewGroup() {
  useTitle("New variants");
  const navigate = useNavigate();
  return (
    <div className="flex flex-col gap-6">
      <BackLink to="/admin/products">All products</BackLink>
      <PageHeader title="New variants">
        Products that the shop shows as one, such as a shirt in three sizes.
      </PageHeader>
      <GroupForm
        initial={undefined}
        onSaved={({ id }) => void navigate({ to: "/admin/groups/$id", params: { id }, replace: true })}
      />
    </div>
  );
}
