import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { pagesQuery } from "../api/list-pages";
import { pageTitles, type PageName } from "../model/page-titles";

/** What buyers want to know before they buy. */
const wanted: PageName[] = ["delivery", "returns", "contact"];

/** Links to these pages, as far as the owner has written them. A line is kept for them until it is known. */
export function BeforeBuying() {
  const { data: pages, isPending } = useQuery(pagesQuery);
  const written = wanted.filter((name) => pages?.some((page) => page.name === name));
  if (written.length === 0) return isPending ? <div className="h-5" /> : null;
  return (
    <nav aria-label="Before you buy" className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
      {written.map((name) => (
        <Link
          key={name}
          to="/pages/$name"
          params={{ name }}
          className="rounded-sm underline underline-offset-4 hover:text-ink"
        >
          {pageTitles[name]}
        </Link>
      ))}
    </nav>
  );
}
