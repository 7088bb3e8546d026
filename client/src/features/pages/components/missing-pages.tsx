import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileText } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { pagesQuery } from "../api/list-pages";
import { pageNames, pageTitles } from "../model/page-titles";

const list = new Intl.ListFormat("en", { type: "disjunction" });

/** Which pages the owner has not written, and why buyers look for them. */
export function MissingPages() {
  const { data: pages } = useQuery(pagesQuery);
  const missing = pageNames.filter((name) => !pages?.some((page) => page.name === name));
  if (!pages || missing.length === 0) return null;
  const titles = list.format(missing.map((name) => pageTitles[name].toLowerCase()));
  return (
    <Notice
      tone="plain"
      icon={<FileText size={18} aria-hidden className="shrink-0" />}
      action={
        <Link to="/admin/pages" className={buttonStyle({ size: "sm" })}>
          Write them
        </Link>
      }
    >
      <p className="font-semibold">{`Your shop has no page for ${titles} yet`}</p>
      <p className="text-muted">
        Buyers look there before they order, and in many countries a shop must have such pages.
      </p>
    </Notice>
  );
}
