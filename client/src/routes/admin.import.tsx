import { createFileRoute } from "@tanstack/react-router";
import { PageHeader } from "@/components/ui/page-header";
import { CatalogueImport } from "@/features/import/components/catalogue-import";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/import")({ component: Import });

function Import() {
  useTitle("Import");
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-6">
      <PageHeader title="Import">Many products at once, from a spreadsheet.</PageHeader>
      <CatalogueImport />
    </div>
  );
}
