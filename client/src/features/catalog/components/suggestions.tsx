import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { buttonStyle } from "@/components/ui/button";
import { suggestionsQuery } from "../api/suggest-queries";
import type { CatalogSearch } from "../model/search";

/** Suggests other searches when a search found nothing. */
export function Suggestions({ search }: { search: CatalogSearch & { q: string } }) {
  const { data = [] } = useQuery(suggestionsQuery(search.q));
  if (data.length === 0) return null;
  return (
    <nav aria-label="Did you mean" className="flex flex-wrap items-center justify-center gap-2">
      <span aria-hidden>Did you mean</span>
      {data.map((q) => (
        <Link key={q} to="/" search={{ ...search, q }} dir="auto" className={buttonStyle({ size: "sm" })}>
          {q}
        </Link>
      ))}
    </nav>
  );
}
