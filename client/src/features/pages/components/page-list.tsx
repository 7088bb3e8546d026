import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { ListView } from "@/components/ui/list-view";
import { Skeleton } from "@/components/ui/skeleton";
import { showDay } from "@/lib/dates";
import { pagesQuery } from "../api/list-pages";
import { pageNames, pageTitles, type PageName } from "../model/page-titles";

/** What a buyer looks for on each page. */
const purposes: Record<PageName, string> = {
  delivery:
    "Where you send to, how long it takes, what it costs. Linked at the button that adds to the cart.",
  returns: "What a buyer can send back, until when, and who pays for it. Linked at the same place.",
  contact: "How buyers reach you when something is wrong with an order. Linked at the same place.",
  terms: "What you and your buyers agree on. Linked at the button that orders.",
  privacy: "What you keep about your buyers, why, and for how long. Linked at the button that orders.",
  imprint: "Who runs the shop: name, address, register. In some countries it must be one click away.",
};

/** All pages that a shop can have; the owner writes them. */
export function PageList() {
  const query = useQuery(pagesQuery);
  return (
    <ListView
      query={query}
      rows={query.data}
      what="The pages"
      skeleton={<Skeleton className="h-80 w-full" />}
    >
      {(pages) => (
        <ul className="flex flex-col gap-3">
          {pageNames.map((name) => {
            const written = pages.find((page) => page.name === name);
            return (
              <li
                key={name}
                className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg bg-raised p-5 inset-ring inset-ring-line"
              >
                <div className="min-w-0 flex-1 basis-64">
                  <h2 className="text-lg">{pageTitles[name]}</h2>
                  <p className="text-sm text-muted">{purposes[name]}</p>
                </div>
                <Badge tone={written ? "good" : "warn"}>
                  {written ? `Changed ${showDay(written.updated_at)}` : "Not written"}
                </Badge>
                <Link to="/admin/pages/$name" params={{ name }} className={buttonStyle()}>
                  {written ? "Edit" : "Write"}
                  <span className="sr-only">{` ${pageTitles[name]}`}</span>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </ListView>
  );
}
