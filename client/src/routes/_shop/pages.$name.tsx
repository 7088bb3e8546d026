import { createFileRoute } from "@tanstack/react-router";
import { NoPage, PageView } from "@/features/pages/components/page-view";
import { isPageName, pageTitles } from "@/features/pages/model/page-titles";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/_shop/pages/$name")({ component: OwnersPage });

function OwnersPage() {
  const { name } = Route.useParams();
  const known = isPageName(name);
  useTitle(known ? pageTitles[name] : "Page not found");
  return known ? <PageView key={name} name={name} /> : <NoPage />;
}
