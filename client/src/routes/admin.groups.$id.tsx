import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { PackageX } from "lucide-react";
import { BackLink } from "@/components/admin/back-link";
import { buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { groupQuery } from "@/features/stock/api/write-group";
import { GroupForm } from "@/features/stock/components/group-form";
import { GroupVariants } from "@/features/stock/components/group-variants";
import { isNotFound } from "@/lib/problem";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/groups/$id")({ component: EditGroup });

function EditGroup() {
  const { id } = Route.useParams();
  const { data: group, error, isPending, isFetching, refetch } = useQuery(groupQuery(id));
  useTitle(group?.name ?? "Variants");
  return (
    <div className="flex flex-col gap-6">
      <BackLink to="/admin/products">All products</BackLink>
      {isPending && <Skeleton className="h-96 w-full" />}
      {isNotFound(error) && (
        <Empty level={1} icon={<PackageX size={28} />} title="There is no such group">
          The address is wrong.
        </Empty>
      )}
      {error && !isNotFound(error) && !group && (
        <Failed what="This group" error={error} onRetry={() => void refetch()} retrying={isFetching} />
      )}
      {group && (
        <>
          <PageHeader
            title={group.name}
            actions={
              <Link to="/groups/$id" params={{ id }} className={buttonStyle({ size: "sm" })}>
                Show in the shop
              </Link>
            }
          />
          <GroupForm key={id} initial={group} />
          <GroupVariants group={group} />
        </>
      )}
    </div>
  );
}
