import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { pagesQuery } from "../api/list-pages";
import { pageTitles, type PageName } from "../model/page-titles";

/** What a buyer wants to know before adding to the cart. */
export const beforeBuying: PageName[] = ["delivery", "returns", "contact"];

type Props = { label: string; among?: PageName[]; className: string };

/** Links to the pages that exist. A line is kept for them until that is known. */
export function PageLinks({ label, among, className }: Props) {
  const { data: pages, isPending } = useQuery(pagesQuery);
  const shown = pages?.filter(({ name }) => !among || among.includes(name));
  if (!shown?.length) return isPending && <div className="h-5" />;
  return (
    <nav aria-label={label} className="flex flex-wrap gap-x-6 gap-y-2">
      {shown.map(({ name }) => (
        <Link key={name} to="/pages/$name" params={{ name }} className={className}>
          {pageTitles[name]}
        </Link>
      ))}
    </nav>
  );
}
