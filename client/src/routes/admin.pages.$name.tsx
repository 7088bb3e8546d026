import { createFileRoute, notFound } from "@tanstack/react-router";
import { BackLink } from "@/components/admin/back-link";
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
      <BackLink to="/admin/pages">All pages</BackLink>
      <PageHeader title={pageTitles[name]} />
      <PageEditor key={name} name={name} />
    </div>
  );
}
