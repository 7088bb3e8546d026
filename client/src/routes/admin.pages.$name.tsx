import { createFileRoute, Link, notFound } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { PageHeader } from "@/components/ui/page-header";
import { PageEditor } from "@/features/pages/components/page-editor";
import { isPageName, pageTitles } from "@/features/pages/model/page-titles";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/pages/$name")({
  params: {
    parse: ({ name }) => {
      if (!isPageName(name)) throw notFound();
      return { name };
    },
  },
  component: EditPage,
});

function EditPage() {
  const { name } = Route.useParams();
  useTitle(pageTitles[name]);
  return (
    <div className="flex flex-col gap-6">
      <Link
        to="/admin/pages"
        className="inline-flex items-center gap-1.5 self-start rounded-sm text-sm font-medium text-muted hover:text-ink"
      >
        <ArrowLeft size={16} aria-hidden /> All pages
      </Link>
      <PageHeader title={pageTitles[name]} />
      <PageEditor key={name} name={name} />
    </div>
  );
}
