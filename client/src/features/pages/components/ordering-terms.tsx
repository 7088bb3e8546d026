import { useQuery } from "@tanstack/react-query";
import { pagesQuery } from "../api/list-pages";
import type { PageName } from "../model/page-titles";

/** What a buyer accepts by ordering, as far as the owner has written it. */
export function OrderingTerms() {
  const { data: pages = [] } = useQuery(pagesQuery);
  const exists = (name: PageName) => pages.some((page) => page.name === name);
  return (
    <>
      {exists("terms") && (
        <p className="text-sm text-muted">
          By ordering you accept our <NewTab name="terms">terms</NewTab>.
        </p>
      )}
      {exists("privacy") && (
        <p className="text-sm text-muted">
          What happens with your data is in our <NewTab name="privacy">privacy notice</NewTab>.
        </p>
      )}
    </>
  );
}

/** In a tab of its own: the form stays as it is. */
function NewTab({ name, children }: { name: PageName; children: string }) {
  return (
    <a
      href={`/pages/${name}`}
      target="_blank"
      rel="noopener"
      className="rounded-sm font-medium text-ink underline underline-offset-2"
    >
      {children}
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
