import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { pagesQuery } from "../api/list-pages";
import { pageTitles } from "../model/page-titles";

/** The pages that exist. */
export function PageLinks({ className }: { className: string }) {
  const { data: pages = [] } = useQuery(pagesQuery);
  if (pages.length === 0) return null;
  return (
    <nav aria-label="About the shop" className="flex flex-wrap gap-x-6 gap-y-2">
      {pages.map(({ name }) => (
        <Link key={name} to="/pages/$name" params={{ name }} className={className}>
          {pageTitles[name]}
        </Link>
      ))}
    </nav>
  );
}
