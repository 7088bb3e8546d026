import { createFileRoute } from "@tanstack/react-router";
import { PageHeader } from "@/components/ui/page-header";
import { PageList } from "@/features/pages/components/page-list";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/pages/")({ component: Pages });

function Pages() {
  useTitle("Pages");
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title="Pages">
        You write them; the shop links what is written. What must be in them depends on your country: ask
        someone who knows its law.
      </PageHeader>
      <PageList />
    </div>
  );
}
